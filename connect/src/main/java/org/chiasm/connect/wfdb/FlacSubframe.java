package org.chiasm.connect.wfdb;

import java.io.IOException;
import java.util.Arrays;

/** One channel of one FLAC frame (RFC 9639, 9.2). */
final class FlacSubframe {
  private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  private final BitFeed bits;
  private final int[] samples;
  private int sampleBits;

  FlacSubframe(BitFeed bits, int size, int sampleBits) {
    this.bits = bits;
    this.samples = new int[size];
    this.sampleBits = sampleBits;
  }

  int[] samples() throws IOException, WfdbException {
    if (bits.unsigned(1) != 0) {
      throw WfdbException.malformed("a FLAC subframe does not begin with 0");
    }
    int type = (int) bits.unsigned(6);
    int wasted = bits.unsigned(1) == 1 ? bits.unary() + 1 : 0;
    sampleBits -= wasted;
    if (sampleBits < 1) {
      throw WfdbException.malformed("a FLAC subframe has no bits left");
    }
    if (type == 0) {
      Arrays.fill(samples, (int) bits.signed(sampleBits));
    } else if (type == 1) {
      warmUp(samples.length);
    } else if (type >= 8 && type <= 12) {
      warmUp(type - 8);
      predict(FIXED[type - 8], 0);
    } else if (type >= 32) {
      linear(type - 31);
    } else {
      throw WfdbException.malformed("a FLAC subframe has a reserved type");
    }
    for (int i = 0; wasted > 0 && i < samples.length; i++) {
      samples[i] <<= wasted;
    }
    return samples;
  }

  private void linear(int order) throws IOException, WfdbException {
    warmUp(order);
    int precision = (int) bits.unsigned(4) + 1;
    int shift = (int) bits.signed(5);
    if (precision == 16 || shift < 0) {
      throw WfdbException.malformed("a FLAC predictor is not valid");
    }
    var coefficients = new int[order];
    for (int i = 0; i < order; i++) {
      coefficients[i] = (int) bits.signed(precision);
    }
    predict(coefficients, shift);
  }

  private void warmUp(int count) throws IOException, WfdbException {
    if (count > samples.length) {
      throw WfdbException.malformed("a FLAC predictor is longer than its block");
    }
    for (int i = 0; i < count; i++) {
      samples[i] = (int) bits.signed(sampleBits);
    }
  }

  private void predict(int[] coefficients, int shift) throws IOException, WfdbException {
    int order = coefficients.length;
    int method = (int) bits.unsigned(2);
    if (method > 1) {
      throw WfdbException.malformed("a FLAC residual has a reserved coding");
    }
    int parameterBits = method == 0 ? 4 : 5;
    int partitions = 1 << bits.unsigned(4);
    int length = samples.length / partitions;
    if (length * partitions != samples.length || length < order) {
      throw WfdbException.malformed("the partitions of a FLAC residual do not fit its block");
    }
    int at = order;
    for (int partition = 1; partition <= partitions; partition++) {
      int parameter = (int) bits.unsigned(parameterBits);
      boolean plain = parameter == (1 << parameterBits) - 1;
      int plainBits = plain ? (int) bits.unsigned(5) : 0;
      for (; at < partition * length; at++) {
        long residual = plain ? bits.signed(plainBits) : rice(parameter);
        long sum = 0;
        for (int k = 0; k < order; k++) {
          sum += (long) coefficients[k] * samples[at - 1 - k];
        }
        samples[at] = (int) (residual + (sum >> shift));
      }
    }
  }

  private long rice(int parameter) throws IOException, WfdbException {
    long folded = ((long) bits.unary() << parameter) | bits.unsigned(parameter);
    return (folded >>> 1) ^ -(folded & 1);
  }
}
