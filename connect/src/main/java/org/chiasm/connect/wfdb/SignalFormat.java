package org.chiasm.connect.wfdb;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How the samples of a signal file are stored (WFDB signal(5)). */
public enum SignalFormat {
  /** No samples. */
  NONE(0, 0),
  /** First differences, 8 bit. */
  DIFFERENCE_8(8, Integer.MIN_VALUE),
  /** 16 bit two's complement, low byte first. */
  INT_16(16, -(1 << 15)),
  /** 24 bit two's complement, low byte first. */
  INT_24(24, -(1 << 23)),
  /** 32 bit two's complement, low byte first. */
  INT_32(32, Integer.MIN_VALUE),
  /** 16 bit two's complement, high byte first. */
  BIG_ENDIAN_61(61, -(1 << 15)),
  /** 8 bit offset binary. */
  OFFSET_80(80, -(1 << 7)),
  /** 16 bit offset binary, low byte first. */
  OFFSET_160(160, -(1 << 15)),
  /** Two samples of 12 bit in three bytes. */
  PACKED_212(212, -(1 << 11)),
  /** Three samples of 10 bit in two byte pairs, the third in the pairs' high bits. */
  PACKED_310(310, -(1 << 9)),
  /** Three samples of 10 bit in four bytes, one after the other. */
  PACKED_311(311, -(1 << 9)),
  /** FLAC with 8 bit samples. */
  FLAC_508(508, -(1 << 7)),
  /** FLAC with 16 bit samples. */
  FLAC_516(516, -(1 << 15)),
  /** FLAC with 24 bit samples. */
  FLAC_524(524, -(1 << 23));

  private final int code;
  private final int invalid;

  SignalFormat(int code, int invalid) {
    this.code = code;
    this.invalid = invalid;
  }

  /** The number that stands for it in a header. */
  public int code() {
    return code;
  }

  /** Whether the file is compressed. */
  public boolean isFlac() {
    return code >= 500;
  }

  /** Whether a stored value stands for a sample that was not recorded. */
  boolean isInvalid(int sample) {
    return this != DIFFERENCE_8 && sample == invalid;
  }

  /** How many samples lie in so many bytes of a file that is not compressed. */
  long samplesIn(long bytes) {
    long left = bytes % 4;
    return switch (this) {
      case NONE -> 0;
      case DIFFERENCE_8, OFFSET_80 -> bytes;
      case INT_16, BIG_ENDIAN_61, OFFSET_160 -> bytes / 2;
      case INT_24 -> bytes / 3;
      case INT_32 -> bytes / 4;
      case PACKED_212 -> bytes / 3 * 2 + (bytes % 3 == 2 ? 1 : 0);
      case PACKED_310 -> bytes / 4 * 3 + (left >= 2 ? 1 : 0);
      case PACKED_311 -> bytes / 4 * 3 + (left == 3 ? 2 : left == 2 ? 1 : 0);
      case FLAC_508, FLAC_516, FLAC_524 ->
          throw new IllegalStateException(
              "The length of FLAC format " + code + " is in its stream");
    };
  }

  /** The format a header's number stands for. */
  static SignalFormat of(int code) throws WfdbException {
    for (var format : values()) {
      if (format.code == code) {
        return format;
      }
    }
    throw WfdbException.unsupported(
        "signal format "
            + code
            + " is none of "
            + Arrays.stream(values())
                .map(each -> Integer.toString(each.code))
                .collect(Collectors.joining(", ")));
  }
}
