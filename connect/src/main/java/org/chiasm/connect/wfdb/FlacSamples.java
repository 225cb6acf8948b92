package org.chiasm.connect.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The samples of a FLAC signal file (RFC 9639), one channel for each signal of the file. Every
 * frame is checked against its CRC before a sample of it is given out.
 */
final class FlacSamples implements SampleReader {
  private static final int MARKER = 0x664c_6143;
  private static final int STREAM_DESCRIPTION_BITS = 34 * 8;

  private final BitFeed bits;
  private final int channels;
  private final int streamBits;
  private final long totalSamples;
  private final int[][] decoded;
  private final int[] taken;
  private final int[] ready;

  /** Reads as far as the first frame. */
  FlacSamples(InputStream in, int signals) throws IOException, WfdbException {
    this.bits = new BitFeed(new ByteFeed(in));
    if (bits.unsigned(32) != MARKER) {
      throw WfdbException.malformed("expected FLAC data");
    }
    boolean last = bits.unsigned(1) == 1;
    long type = bits.unsigned(7);
    long length = bits.unsigned(24);
    if (type != 0 || length * 8 != STREAM_DESCRIPTION_BITS) {
      throw WfdbException.malformed("expected a FLAC stream description first");
    }
    skip(80 + 20);
    this.channels = (int) bits.unsigned(3) + 1;
    this.streamBits = (int) bits.unsigned(5) + 1;
    this.totalSamples = (bits.unsigned(4) << 32) | bits.unsigned(32);
    skip(128);
    while (!last) {
      last = bits.unsigned(1) == 1;
      bits.unsigned(7);
      skip(8 * bits.unsigned(24));
    }
    if (channels != signals) {
      throw WfdbException.malformed(
          "expected one FLAC channel for each of " + signals + " signals, got " + channels);
    }
    this.decoded = new int[channels][];
    this.taken = new int[channels];
    this.ready = new int[channels];
    Arrays.fill(decoded, new int[0]);
  }

  /** How many samples each channel has. */
  long totalSamples() {
    return totalSamples;
  }

  @Override
  public int next(int signal) throws IOException, WfdbException {
    if (taken[signal] == ready[signal]) {
      readFrame();
    }
    return decoded[signal][taken[signal]++];
  }

  private void readFrame() throws IOException, WfdbException {
    bits.startCrc();
    if (bits.unsigned(15) != 0x7ffc) {
      throw WfdbException.malformed("expected the beginning of a FLAC frame");
    }
    bits.unsigned(1);
    int sizeCode = (int) bits.unsigned(4);
    int rateCode = (int) bits.unsigned(4);
    int assignment = (int) bits.unsigned(4);
    int sampleBits = sampleBits((int) bits.unsigned(3));
    bits.unsigned(1);
    skipCodedNumber();
    int size = blockSize(sizeCode);
    skip(rateCode == 12 ? 8 : rateCode == 13 || rateCode == 14 ? 16 : 0);
    bits.unsigned(8);
    int frameChannels = assignment < 8 ? assignment + 1 : 2;
    if (assignment > 10 || frameChannels != channels) {
      throw WfdbException.malformed("a FLAC frame has another number of channels");
    }
    var block = new int[channels][];
    for (int channel = 0; channel < channels; channel++) {
      boolean difference =
          (assignment == 9 && channel == 0)
              || ((assignment & 8) != 0 && assignment != 9 && channel == 1);
      block[channel] = new FlacSubframe(bits, size, sampleBits + (difference ? 1 : 0)).samples();
    }
    bits.alignToByte();
    bits.unsigned(16);
    if (bits.crc() != 0) {
      throw WfdbException.malformed("a FLAC frame differs from its CRC");
    }
    join(assignment, block);
    append(block);
  }

  private static void join(int assignment, int[][] block) {
    if (assignment < 8) {
      return;
    }
    int[] first = block[0];
    int[] second = block[1];
    for (int i = 0; i < first.length; i++) {
      switch (assignment) {
        case 8 -> second[i] = first[i] - second[i];
        case 9 -> first[i] = first[i] + second[i];
        default -> {
          int middle = (first[i] << 1) | (second[i] & 1);
          first[i] = (middle + second[i]) >> 1;
          second[i] = (middle - second[i]) >> 1;
        }
      }
    }
  }

  private void append(int[][] block) {
    for (int channel = 0; channel < channels; channel++) {
      int left = ready[channel] - taken[channel];
      var joined = new int[left + block[channel].length];
      System.arraycopy(decoded[channel], taken[channel], joined, 0, left);
      System.arraycopy(block[channel], 0, joined, left, block[channel].length);
      decoded[channel] = joined;
      taken[channel] = 0;
      ready[channel] = joined.length;
    }
  }

  private int blockSize(int code) throws IOException, WfdbException {
    return switch (code) {
      case 0 -> throw WfdbException.malformed("a FLAC frame has a reserved block size");
      case 1 -> 192;
      case 2, 3, 4, 5 -> 144 << code;
      case 6 -> (int) bits.unsigned(8) + 1;
      case 7 -> (int) bits.unsigned(16) + 1;
      default -> 1 << code;
    };
  }

  private int sampleBits(int code) throws WfdbException {
    return switch (code) {
      case 0 -> streamBits;
      case 1 -> 8;
      case 2 -> 12;
      case 4 -> 16;
      case 5 -> 20;
      case 6 -> 24;
      case 7 -> 32;
      default -> throw WfdbException.malformed("a FLAC frame has a reserved sample size");
    };
  }

  private void skipCodedNumber() throws IOException, WfdbException {
    long first = bits.unsigned(8);
    for (long mask = 0x40; (first & 0x80) != 0 && (first & mask) != 0; mask >>= 1) {
      bits.unsigned(8);
    }
  }

  private void skip(long count) throws IOException, WfdbException {
    for (long left = count; left > 0; left -= 32) {
      bits.unsigned((int) Math.min(32, left));
    }
  }
}
