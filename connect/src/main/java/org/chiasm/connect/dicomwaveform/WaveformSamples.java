package org.chiasm.connect.dicomwaveform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.ValueElement;
import org.chiasm.connect.dicomdictionary.Tag;

/** The stored numbers of a multiplex group (DICOM PS3.3 C.10.9.1.4 to C.10.9.1.7). */
final class WaveformSamples {
  /** Enough for 600 s of 32 channels at 1 kHz. */
  private static final long MAX_SAMPLES = 20_000_000;

  private WaveformSamples() {}

  /**
   * Channels × samples, padding as NaN; empty if the sort of samples is not read or there are
   * fewer.
   *
   * @param count samples from the first on
   */
  static Optional<double[][]> read(DicomDataset group, int channels, int count) throws IOException {
    String sort = group.string(Tag.WAVEFORM_SAMPLE_INTERPRETATION).orElse("");
    int width =
        switch (sort) {
          case "SB", "UB", "MB", "AB" -> 1;
          case "SS", "US" -> 2;
          case "SL", "UL" -> 4;
          default -> 0;
        };
    long length = (long) width * channels * count;
    if (width == 0
        || width * Byte.SIZE != group.integer(Tag.WAVEFORM_BITS_ALLOCATED).orElse(0)
        || (long) channels * count > MAX_SAMPLES
        || !(group.element(Tag.WAVEFORM_DATA).orElse(null) instanceof ValueElement data)
        || data.length() < length) {
      return Optional.empty();
    }
    double padding = Double.NaN;
    if (group.element(Tag.WAVEFORM_PADDING_VALUE).orElse(null) instanceof ValueElement value
        && value.length() >= width) {
      padding = next(wrap(value.bytes(0, width)), sort);
    }
    var bytes = wrap(data.bytes(0, (int) length));
    var samples = new double[channels][count];
    for (int sample = 0; sample < count; sample++) {
      for (int channel = 0; channel < channels; channel++) {
        double stored = next(bytes, sort);
        samples[channel][sample] = stored == padding ? Double.NaN : stored;
      }
    }
    return Optional.of(samples);
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static double next(ByteBuffer bytes, String sort) {
    return switch (sort) {
      case "MB" -> muLaw(bytes.get());
      case "AB" -> aLaw(bytes.get());
      case "SB" -> bytes.get();
      case "UB" -> Byte.toUnsignedInt(bytes.get());
      case "SS" -> bytes.getShort();
      case "US" -> Short.toUnsignedInt(bytes.getShort());
      case "SL" -> bytes.getInt();
      default -> Integer.toUnsignedLong(bytes.getInt());
    };
  }

  /** 14 bit linear (ITU-T G.711, table 2). */
  private static double muLaw(byte stored) {
    int bits = ~stored & 0xff;
    int size = (((bits & 0x0f) * 2 + 33) << ((bits >> 4) & 7)) - 33;
    return (bits & 0x80) == 0 ? size : -size;
  }

  /** 13 bit linear (ITU-T G.711, table 1). */
  private static double aLaw(byte stored) {
    int bits = (stored ^ 0x55) & 0xff;
    int step = (bits >> 4) & 7;
    int size = (bits & 0x0f) * 2 + 1;
    size = step == 0 ? size : (size + 32) << (step - 1);
    return (bits & 0x80) == 0 ? -size : size;
  }
}
