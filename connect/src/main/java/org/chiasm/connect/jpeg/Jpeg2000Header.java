package org.chiasm.connect.jpeg;

import java.util.Arrays;

/**
 * What the start of a JPEG 2000 codestream declares (ISO/IEC 15444-1 A.5.1, A.6.1).
 *
 * @param rows of the picture
 * @param columns of the picture
 * @param components samples per pixel
 * @param bits of each sample
 * @param isSigned whether samples are signed
 * @param style how the codestream was made
 */
record Jpeg2000Header(
    int rows, int columns, int components, int bits, boolean isSigned, Style style) {
  /**
   * Coding style.
   *
   * @param hasColorTransform whether the decoder turns components into red, green and blue
   * @param isReversible whether the wavelet loses nothing
   * @param headerEnd the first byte after the main header
   */
  record Style(boolean hasColorTransform, boolean isReversible, int headerEnd) {}

  private static final int SIZ = 0x51;
  private static final int COD = 0x52;
  private static final int CAP = 0x50;
  private static final int SOT = 0x90;
  private static final int FIXED_SIZ = 40;
  private static final int MAX_TILES = 65_535;

  /** The codestream itself, where it comes wrapped in a JP2 file. */
  static byte[] codestreamOf(byte[] coded) throws JpegFormatException {
    boolean wrapped = coded.length > 12 && coded[4] == 'j' && coded[5] == 'P' && coded[0] == 0;
    for (int at = 0; wrapped && at + 4 <= coded.length; at++) {
      if (isCodestream(coded, at)) {
        return Arrays.copyOfRange(coded, at, coded.length);
      }
    }
    if (coded.length < 4 || !isCodestream(coded, 0)) {
      throw JpegFormatException.malformed(
          "No JPEG 2000: the stream does not start with SOC and SIZ");
    }
    return coded;
  }

  private static boolean isCodestream(byte[] coded, int at) {
    return (coded[at] & 0xFF) == 0xFF
        && coded[at + 1] == 0x4F
        && (coded[at + 2] & 0xFF) == 0xFF
        && coded[at + 3] == SIZ;
  }

  static Jpeg2000Header read(byte[] codestream) throws JpegFormatException {
    if (codestream.length < 4 + FIXED_SIZ) {
      throw JpegFormatException.truncated("The JPEG 2000 header is cut");
    }
    long columns = word(codestream, 8) - word(codestream, 16);
    long rows = word(codestream, 12) - word(codestream, 20);
    int components = u16(codestream, 40);
    if (rows < 1 || columns < 1 || rows > 1 << 24 || columns > 1 << 24 || components < 1) {
      throw JpegFormatException.malformed(
          "JPEG 2000 of " + rows + " by " + columns + " by " + components);
    }
    long tiles = tiles(codestream);
    if (tiles < 1 || tiles > MAX_TILES) {
      throw JpegFormatException.malformed("JPEG 2000 with " + tiles + " tiles");
    }
    int bits = 0;
    boolean signed = false;
    for (int i = 0; i < components; i++) {
      int at = 42 + 3 * i;
      if (at + 3 > codestream.length) {
        throw JpegFormatException.truncated("The JPEG 2000 header is cut");
      }
      int depth = (codestream[at] & 0x7F) + 1;
      boolean negative = codestream[at] < 0;
      if (i > 0 && (depth != bits || negative != signed)) {
        throw JpegFormatException.unsupported("JPEG 2000 with unlike components is not decoded");
      }
      if (codestream[at + 1] != 1 || codestream[at + 2] != 1) {
        throw JpegFormatException.unsupported(
            "JPEG 2000 with subsampled components is not decoded");
      }
      bits = depth;
      signed = negative;
    }
    return new Jpeg2000Header(
        (int) rows, (int) columns, components, bits, signed, style(codestream, tiles));
  }

  /** How many tiles there are, 0 if they have no size (B.3). */
  private static long tiles(byte[] codestream) {
    long width = word(codestream, 24);
    long height = word(codestream, 28);
    if (width == 0 || height == 0) {
      return 0;
    }
    long across = Math.ceilDiv(word(codestream, 8) - word(codestream, 32), width);
    long down = Math.ceilDiv(word(codestream, 12) - word(codestream, 36), height);
    return across < 1 || down < 1 ? 0 : across * down;
  }

  /** Looks for the coding style of the main header; Part 15 and cut codestreams are refused. */
  private static Style style(byte[] codestream, long tiles) throws JpegFormatException {
    int at = 2;
    Style found = null;
    while (at + 4 <= codestream.length && (codestream[at] & 0xFF) == 0xFF) {
      int marker = codestream[at + 1] & 0xFF;
      if (marker == SOT) {
        break;
      }
      if (marker == CAP) {
        throw JpegFormatException.unsupported(
            "High-throughput JPEG 2000 (ISO/IEC 15444-15) is not decoded");
      }
      if (marker == COD && at + 14 <= codestream.length) {
        found = new Style(codestream[at + 8] != 0, codestream[at + 13] == 1, 0);
      }
      at += 2 + u16(codestream, at + 2);
    }
    if (found == null) {
      throw JpegFormatException.truncated("The JPEG 2000 header is cut");
    }
    Jpeg2000TileParts.checkWhole(codestream, at, tiles);
    return new Style(found.hasColorTransform(), found.isReversible(), at);
  }

  /** How many samples the picture has. */
  long samples() {
    return (long) rows * columns * components;
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << Byte.SIZE | (bytes[at + 1] & 0xFF);
  }

  private static long word(byte[] bytes, int at) {
    return (long) u16(bytes, at) << Short.SIZE | u16(bytes, at + 2);
  }
}
