package org.chiasm.connect.jpeg;

/**
 * Decodes JPEG-LS streams, lossless and near-lossless, with components apart or interleaved by line
 * or by sample (ITU-T T.87, ISO/IEC 14495-1). Mapping tables and restart intervals are refused. Not
 * for reuse; make one for each stream.
 */
public final class JpegLsDecoder {
  private final byte[] data;
  private final long maxSamples;
  private final int[] preset = new int[5];
  private int precision;
  private int rows;
  private int columns;
  private int[] ids = {};
  private int[] samples = {};
  private boolean[] decoded = {};
  private boolean lossless = true;

  private JpegLsDecoder(byte[] data, long maxSamples) {
    this.data = data;
    this.maxSamples = maxSamples;
  }

  /**
   * Decodes the first picture of a stream. Cost: 4 bytes for each sample.
   *
   * @param data from the SOI marker on; what follows the picture is passed over
   * @param maxSamples a picture with more samples is refused before memory is taken for it
   * @throws JpegFormatException if the stream is cut, damaged, too large or of another process
   */
  public static JpegImage decode(byte[] data, long maxSamples) throws JpegFormatException {
    return new JpegLsDecoder(data, maxSamples).decode();
  }

  private JpegImage decode() throws JpegFormatException {
    if (data.length < 4 || (data[0] & 0xFF) != 0xFF || (data[1] & 0xFF) != 0xD8) {
      throw JpegFormatException.malformed("No JPEG-LS: the stream does not start with SOI");
    }
    int at = 2;
    while (!isComplete()) {
      while (at + 1 < data.length
          && !((data[at] & 0xFF) == 0xFF
              && (data[at + 1] & 0x80) != 0
              && (data[at + 1] & 0xFF) != 0xFF)) {
        at++;
      }
      if (at + 4 > data.length || (data[at + 1] & 0xFF) == 0xD9) {
        throw JpegFormatException.truncated("The JPEG-LS stream ends before the picture is there");
      }
      int marker = data[at + 1] & 0xFF;
      int length = (data[at + 2] & 0xFF) << Byte.SIZE | (data[at + 3] & 0xFF);
      int end = at + 2 + length;
      if (length < 2 || end > data.length) {
        throw JpegFormatException.truncated("A JPEG-LS marker segment is cut");
      }
      var segment = new SegmentReader(data, at + 4, end);
      at = end;
      switch (marker) {
        case 0xF7 -> frame(segment);
        case 0xF8 -> extension(segment);
        case 0xDA -> at = scan(segment, end);
        case 0xDD -> restartInterval(segment, length - 2);
        case 0xE8 -> colorTransform(segment);
        case 0xC0, 0xC1, 0xC2, 0xC3 ->
            throw JpegFormatException.malformed("A JPEG stream where JPEG-LS is expected");
        default -> {}
      }
    }
    return new JpegImage(
        new JpegSize(rows, columns, ids.length, precision),
        false,
        lossless,
        JpegImage.StreamColor.UNSTATED,
        samples);
  }

  private boolean isComplete() {
    for (boolean each : decoded) {
      if (!each) {
        return false;
      }
    }
    return decoded.length > 0;
  }

  private void frame(SegmentReader segment) throws JpegFormatException {
    if (ids.length > 0) {
      throw JpegFormatException.malformed("A JPEG-LS stream has two frame headers");
    }
    precision = segment.u8();
    rows = segment.u16();
    columns = segment.u16();
    int count = segment.u8();
    if (precision < 2 || precision > 16 || rows == 0 || columns == 0 || count < 1 || count > 4) {
      throw JpegFormatException.malformed(
          "JPEG-LS of " + rows + " by " + columns + " by " + count + " at " + precision + " bits");
    }
    if ((long) rows * columns * count > maxSamples) {
      throw JpegFormatException.unsupported(
          "JPEG-LS of "
              + rows
              + " by "
              + columns
              + " by "
              + count
              + " is larger than "
              + maxSamples);
    }
    ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = segment.u8();
      if (segment.u8() != 0x11) {
        throw JpegFormatException.unsupported("JPEG-LS with subsampled components is not decoded");
      }
      segment.skip(1);
    }
    decoded = new boolean[count];
    samples = new int[rows * columns * count];
  }

  private void extension(SegmentReader segment) throws JpegFormatException {
    int kind = segment.u8();
    if (kind != 1) {
      throw JpegFormatException.unsupported(
          "JPEG-LS with mapping tables or oversize dimensions is not decoded");
    }
    for (int i = 0; i < preset.length; i++) {
      preset[i] = segment.u16();
    }
  }

  /** Of 2, 3 or 4 bytes (T.87 C.2.5). */
  private static void restartInterval(SegmentReader segment, int bytes) throws JpegFormatException {
    for (int i = 0; i < bytes; i++) {
      if (segment.u8() != 0) {
        throw JpegFormatException.unsupported("JPEG-LS with restart intervals is not decoded");
      }
    }
  }

  /** The colour transform marker that one encoder family writes. */
  private static void colorTransform(SegmentReader segment) throws JpegFormatException {
    if (segment.startsWith("mrfx")) {
      segment.skip(4);
      if (segment.u8() != 0) {
        throw JpegFormatException.unsupported("JPEG-LS with a colour transform is not decoded");
      }
    }
  }

  private int scan(SegmentReader segment, int start) throws JpegFormatException {
    if (ids.length == 0) {
      throw JpegFormatException.malformed("A JPEG-LS scan comes before the frame header");
    }
    int count = segment.u8();
    int[] planes = new int[count];
    for (int i = 0; i < count; i++) {
      planes[i] = plane(segment.u8());
      if (segment.u8() != 0) {
        throw JpegFormatException.unsupported("JPEG-LS with mapping tables is not decoded");
      }
    }
    int near = segment.u8();
    int interleave = segment.u8();
    int shift = segment.u8() & 15;
    if (count == 0 || interleave > 2 || (interleave == 0 && count != 1) || shift >= precision) {
      throw JpegFormatException.malformed(
          "JPEG-LS scan of " + count + " components interleaved as " + interleave);
    }
    lossless &= near == 0 && shift == 0;
    var bits = new JpegLsBits(data, start);
    var parameters = JpegLsParameters.of(precision, near, preset);
    lines(new JpegLsScan(bits, parameters, count), planes, interleave == 2 && count > 1, shift);
    return bits.markerPosition();
  }

  private int plane(int id) throws JpegFormatException {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == id && !decoded[i]) {
        decoded[i] = true;
        return i;
      }
    }
    throw JpegFormatException.malformed("A JPEG-LS scan names a component of no frame, or twice");
  }

  private void lines(JpegLsScan scan, int[] planes, boolean bySample, int shift)
      throws JpegFormatException {
    int[][] previous = new int[planes.length][columns + 2];
    int[][] line = new int[planes.length][columns + 2];
    int stride = ids.length;
    for (int row = 0; row < rows; row++) {
      if (bySample) {
        scan.pixels(previous, line);
      } else {
        for (int i = 0; i < planes.length; i++) {
          scan.line(i, previous[i], line[i]);
        }
      }
      for (int i = 0; i < planes.length; i++) {
        int at = row * columns * stride + planes[i];
        for (int x = 1; x <= columns; x++, at += stride) {
          samples[at] = line[i][x] << shift;
        }
      }
      int[][] swapped = previous;
      previous = line;
      line = swapped;
    }
  }
}
