package org.chiasm.connect.jpeg;

/** Decodes lossless scans: a predictor and Huffman-coded differences (ITU-T T.81 Annex H). */
final class LosslessScanDecoder {
  private static final int MODULUS = 0xFFFF;

  private final JpegFrame frame;
  private final int[] samples;
  private final boolean[] decoded;

  LosslessScanDecoder(JpegFrame frame) throws JpegFormatException {
    if (frame.isSubsampled()) {
      throw JpegFormatException.unsupported(
          "Lossless JPEG with subsampled components is not decoded");
    }
    this.frame = frame;
    this.samples = new int[frame.rows * frame.columns * frame.components.size()];
    this.decoded = new boolean[frame.components.size()];
  }

  void decode(JpegScan scan, EntropyBits bits) throws JpegFormatException {
    if (scan.start() < 1 || scan.start() > 7 || scan.low() >= frame.precision) {
      throw JpegFormatException.malformed(
          "Lossless JPEG with predictor " + scan.start() + " and point transform " + scan.low());
    }
    int components = scan.components().size();
    int[] planes = new int[components];
    var tables = new HuffmanTable[components];
    for (int i = 0; i < components; i++) {
      planes[i] = frame.components.indexOf(scan.components().get(i));
      tables[i] = scan.dcTable(i);
      if (decoded[planes[i]]) {
        throw JpegFormatException.malformed("A lossless JPEG component is coded twice");
      }
      decoded[planes[i]] = true;
    }
    int stride = frame.components.size();
    int line = frame.columns * stride;
    int initial = 1 << (frame.precision - scan.low() - 1);
    int untilRestart = scan.restartInterval();
    int restarts = 0;
    int firstRow = 0;
    for (int row = 0; row < frame.rows; row++) {
      for (int column = 0; column < frame.columns; column++) {
        if (scan.restartInterval() > 0 && untilRestart == 0) {
          bits.restart(restarts++ & 7);
          untilRestart = scan.restartInterval();
          if (column != 0) {
            throw JpegFormatException.unsupported(
                "Lossless JPEG that restarts inside a line is not decoded");
          }
          firstRow = row;
        }
        untilRestart--;
        for (int i = 0; i < components; i++) {
          int at = row * line + column * stride + planes[i];
          int prediction =
              column == 0
                  ? row == firstRow ? initial : samples[at - line]
                  : row == firstRow
                      ? samples[at - stride]
                      : predict(scan.start(), at, stride, line);
          samples[at] = (prediction + difference(tables[i], bits)) & MODULUS;
        }
      }
    }
    if (scan.low() > 0) {
      shift(planes, stride, scan.low());
    }
  }

  private int predict(int predictor, int at, int stride, int line) {
    int left = samples[at - stride];
    int above = samples[at - line];
    int corner = samples[at - line - stride];
    return switch (predictor) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> corner;
      case 4 -> left + above - corner;
      case 5 -> left + ((above - corner) >> 1);
      case 6 -> above + ((left - corner) >> 1);
      default -> (left + above) >> 1;
    };
  }

  private static int difference(HuffmanTable table, EntropyBits bits) throws JpegFormatException {
    int category = table.decode(bits);
    if (category > 16) {
      throw JpegFormatException.malformed(
          "Lossless JPEG with a difference of " + category + " bits");
    }
    return category == 16 ? 1 << 15 : bits.takeSigned(category);
  }

  private void shift(int[] planes, int stride, int low) {
    for (int plane : planes) {
      for (int at = plane; at < samples.length; at += stride) {
        samples[at] = samples[at] << low & MODULUS;
      }
    }
  }

  int[] samples() throws JpegFormatException {
    for (boolean each : decoded) {
      if (!each) {
        throw JpegFormatException.truncated("The JPEG stream ends before all components are there");
      }
    }
    return samples;
  }
}
