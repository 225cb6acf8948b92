package org.chiasm.connect.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Decoders of the storage formats that are not compressed (WFDB signal(5)). */
final class PlainSamples {
  private PlainSamples() {}

  /** A decoder over a stream that stands at the first sample. */
  static SampleReader of(SignalFormat format, InputStream in, List<SignalSpecification> signals)
      throws WfdbException {
    var bytes = new ByteFeed(in);
    return switch (format) {
      case DIFFERENCE_8 -> differences(bytes, signals);
      case INT_16 -> _ -> bytes.next() | (byte) bytes.next() << 8;
      case INT_24 -> _ -> bytes.next() | bytes.next() << 8 | (byte) bytes.next() << 16;
      case INT_32 ->
          _ -> bytes.next() | bytes.next() << 8 | bytes.next() << 16 | bytes.next() << 24;
      case BIG_ENDIAN_61 -> _ -> (byte) bytes.next() << 8 | bytes.next();
      case OFFSET_80 -> _ -> bytes.next() - 128;
      case OFFSET_160 -> _ -> (bytes.next() | bytes.next() << 8) - 32_768;
      case PACKED_212 -> new Packed212(bytes);
      case PACKED_310 -> new Packed310(bytes);
      case PACKED_311 -> new Packed311(bytes);
      case NONE, FLAC_508, FLAC_516, FLAC_524 ->
          throw WfdbException.unsupported("format " + format.code() + " has no plain samples");
    };
  }

  private static SampleReader differences(ByteFeed bytes, List<SignalSpecification> signals) {
    int[] last = signals.stream().mapToInt(SignalSpecification::initialValue).toArray();
    return signal -> last[signal] += (byte) bytes.next();
  }

  private static int signed(int value, int bits) {
    return value << (32 - bits) >> (32 - bits);
  }

  private static final class Packed212 implements SampleReader {
    private final ByteFeed bytes;
    private int middle;
    private boolean second;

    Packed212(ByteFeed bytes) {
      this.bytes = bytes;
    }

    @Override
    public int next(int signal) throws IOException, WfdbException {
      int low = 0;
      if (!second) {
        low = bytes.next();
        middle = bytes.next();
      } else {
        low = bytes.next();
      }
      int value = second ? ((middle & 0xf0) << 4) | low : ((middle & 0x0f) << 8) | low;
      second = !second;
      return signed(value, 12);
    }
  }

  private static final class Packed310 implements SampleReader {
    private final ByteFeed bytes;
    private int first;
    private int second;
    private int turn;

    Packed310(ByteFeed bytes) {
      this.bytes = bytes;
    }

    @Override
    public int next(int signal) throws IOException, WfdbException {
      int value;
      switch (turn) {
        case 0 -> {
          first = bytes.next() | bytes.next() << 8;
          value = first >> 1;
        }
        case 1 -> {
          second = bytes.next() | bytes.next() << 8;
          value = second >> 1;
        }
        default -> value = (first >> 11) | ((second >> 11) << 5);
      }
      turn = (turn + 1) % 3;
      return signed(value & 0x3ff, 10);
    }
  }

  private static final class Packed311 implements SampleReader {
    private final ByteFeed bytes;
    private int held;
    private int heldBits;
    private int turn;

    Packed311(ByteFeed bytes) {
      this.bytes = bytes;
    }

    @Override
    public int next(int signal) throws IOException, WfdbException {
      while (heldBits < 10) {
        held |= bytes.next() << heldBits;
        heldBits += 8;
      }
      int value = held & 0x3ff;
      held >>>= 10;
      heldBits -= 10;
      turn = (turn + 1) % 3;
      if (turn == 0) {
        held = 0;
        heldBits = 0;
      }
      return signed(value, 10);
    }
  }
}
