package org.chiasm.connect.pixel;

import java.nio.ByteOrder;
import org.chiasm.connect.pixel.FrameData.Native;

/** Takes samples out of native pixel cells (DICOM PS3.5 8.1.1, 8.2). */
final class NativeSamples {
  private final PixelDescription description;

  NativeSamples(PixelDescription description) {
    this.description = description;
  }

  CodedSamples read(Native data) throws PixelFormatException {
    long needed = (description.bitsPerFrame() + 7) / 8;
    if (data.bytes().length < needed) {
      throw PixelFormatException.truncated(
          "a frame takes " + needed + " bytes, there are " + data.bytes().length);
    }
    var order = new CellOrder(description, data);
    int[] samples = new int[(int) description.samplesPerFrame()];
    switch (description.photometric()) {
      case YBR_FULL_422, YBR_PARTIAL_422 -> pairs(order, samples);
      case YBR_PARTIAL_420 ->
          throw PixelFormatException.unsupported("native YBR_PARTIAL_420 is not decoded");
      default -> cells(order, samples);
    }
    return new CodedSamples(
        samples, description.bitsStored(), false, true, CodedSamples.Color.AS_DECLARED);
  }

  private void cells(CellOrder order, int[] samples) {
    int count = description.samplesPerPixel();
    int pixels = samples.length / count;
    int shift = description.highBit() + 1 - description.bitsStored();
    for (int i = 0; i < samples.length; i++) {
      int into = description.isByPlane() && count > 1 ? i % pixels * count + i / pixels : i;
      samples[into] = order.cell(i) >>> shift;
    }
  }

  /** Two pixels in four cells: two luminances and the colour differences they share. */
  private void pairs(CellOrder order, int[] samples) throws PixelFormatException {
    if (description.columns() % 2 != 0) {
      throw PixelFormatException.malformed(
          "an odd number of columns cannot be subsampled in pairs");
    }
    int shift = description.highBit() + 1 - description.bitsStored();
    for (int pair = 0; pair < samples.length / 6; pair++) {
      int blue = order.cell(4 * pair + 2) >>> shift;
      int red = order.cell(4 * pair + 3) >>> shift;
      for (int i = 0; i < 2; i++) {
        int into = 6 * pair + 3 * i;
        samples[into] = order.cell(4 * pair + i) >>> shift;
        samples[into + 1] = blue;
        samples[into + 2] = red;
      }
    }
  }

  /** Finds the cell with a number, whatever the byte order. */
  private static final class CellOrder {
    private final byte[] bytes;
    private final int bits;
    private final boolean bigEndian;
    private final boolean swappedBytes;

    CellOrder(PixelDescription description, Native data) {
      this.bytes = data.bytes();
      this.bits = description.bitsAllocated();
      this.bigEndian = data.order() == ByteOrder.BIG_ENDIAN;
      this.swappedBytes = bigEndian && data.inWords() && bits <= Byte.SIZE;
    }

    int cell(int number) {
      return switch (bits) {
        case 1 -> (at(number >> 3) >> (number & 7)) & 1;
        case 8 -> at(number);
        case 16 -> half(2 * number);
        case 32 ->
            bigEndian
                ? half(4 * number) << Short.SIZE | half(4 * number + 2)
                : half(4 * number) | half(4 * number + 2) << Short.SIZE;
        default -> packed((long) number * bits);
      };
    }

    /** Cells that are no whole bytes follow each other from the lowest bit on (PS3.5 8.1.1, D). */
    private int packed(long firstBit) {
      int value = 0;
      for (int bit = 0; bit < bits; bit++) {
        long at = firstBit + bit;
        int index = (int) (at >> 3);
        int one = at(bigEndian ? index ^ 1 : index) >> (int) (at & 7) & 1;
        value |= one << bit;
      }
      return value;
    }

    private int half(int index) {
      return bigEndian
          ? at(index) << Byte.SIZE | at(index + 1)
          : at(index) | at(index + 1) << Byte.SIZE;
    }

    private int at(int index) {
      int place = swappedBytes ? index ^ 1 : index;
      return place < bytes.length ? bytes[place] & 0xFF : 0;
    }
  }
}
