package org.chiasm.connect.jpeg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decodes the scans of DCT-based JPEG, sequential or progressive (ITU-T T.81 Annex F and G). */
final class DctScanDecoder {
  static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  private final JpegFrame frame;
  private final boolean[] decoded;
  private int endOfBandRun;

  DctScanDecoder(JpegFrame frame) throws JpegFormatException {
    this.frame = frame;
    this.decoded = new boolean[frame.components.size()];
    long total = 0;
    for (var component : frame.components) {
      total += 64L * component.blockColumns * component.blockRows;
    }
    if (total > Integer.MAX_VALUE - 8) {
      throw JpegFormatException.unsupported("JPEG with " + total + " coefficients is not decoded");
    }
    for (var component : frame.components) {
      component.coefficients = new short[64 * component.blockColumns * component.blockRows];
    }
  }

  void decode(JpegScan scan, EntropyBits bits) throws JpegFormatException {
    boolean progressive = frame.process == JpegFrame.CodingProcess.PROGRESSIVE;
    if (progressive) {
      boolean band = scan.start() > 0;
      if (scan.start() > scan.end()
          || scan.end() > 63
          || (!band && scan.end() != 0)
          || (band && scan.components().size() != 1)
          || scan.low() > 13
          || (scan.high() != 0 && scan.high() != scan.low() + 1)) {
        throw JpegFormatException.malformed("A progressive JPEG scan header contradicts itself");
      }
    }
    if (scan.start() == 0) {
      scan.components().forEach(each -> decoded[frame.components.indexOf(each)] = true);
    }
    if (scan.components().size() == 1) {
      single(scan, bits);
    } else {
      interleaved(scan, bits);
    }
  }

  /** One component: its blocks row by row, those of the padding left out (T.81 A.2.2). */
  private void single(JpegScan scan, EntropyBits bits) throws JpegFormatException {
    var component = scan.components().getFirst();
    int columns = JpegFrame.ceilDiv(component.columns, 8);
    int rows = JpegFrame.ceilDiv(component.rows, 8);
    int[] predictions = new int[1];
    endOfBandRun = 0;
    var restart = new Restart(scan, bits, predictions);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        restart.beforeUnit();
        block(scan, 0, (row * component.blockColumns + column) * 64, bits, predictions);
      }
    }
  }

  private void interleaved(JpegScan scan, EntropyBits bits) throws JpegFormatException {
    int columns = JpegFrame.ceilDiv(frame.columns, 8 * frame.maxHorizontal);
    int rows = JpegFrame.ceilDiv(frame.rows, 8 * frame.maxVertical);
    int[] predictions = new int[scan.components().size()];
    endOfBandRun = 0;
    var restart = new Restart(scan, bits, predictions);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        restart.beforeUnit();
        for (int i = 0; i < predictions.length; i++) {
          var component = scan.components().get(i);
          for (int y = 0; y < component.vertical; y++) {
            for (int x = 0; x < component.horizontal; x++) {
              int blockRow = row * component.vertical + y;
              int blockColumn = column * component.horizontal + x;
              int at = (blockRow * component.blockColumns + blockColumn) * 64;
              block(scan, i, at, bits, predictions);
            }
          }
        }
      }
    }
  }

  /** Counts units and takes the restart markers between them. */
  private final class Restart {
    private final JpegScan scan;
    private final EntropyBits bits;
    private final int[] predictions;
    private int left;
    private int number;

    Restart(JpegScan scan, EntropyBits bits, int[] predictions) {
      this.scan = scan;
      this.bits = bits;
      this.predictions = predictions;
      this.left = scan.restartInterval();
    }

    void beforeUnit() throws JpegFormatException {
      if (scan.restartInterval() == 0) {
        return;
      }
      if (left == 0) {
        bits.restart(number++ & 7);
        Arrays.fill(predictions, 0);
        endOfBandRun = 0;
        left = scan.restartInterval();
      }
      left--;
    }
  }

  private void block(JpegScan scan, int index, int at, EntropyBits bits, int[] predictions)
      throws JpegFormatException {
    short[] into = scan.components().get(index).coefficients;
    if (frame.process == JpegFrame.CodingProcess.SEQUENTIAL) {
      predictions[index] += bits.takeSigned(category(scan.dcTable(index), bits));
      into[at] = (short) predictions[index];
      sequentialBand(scan.acTable(index), into, at, bits);
    } else if (scan.start() == 0) {
      if (scan.high() == 0) {
        predictions[index] += bits.takeSigned(category(scan.dcTable(index), bits));
        into[at] = (short) (predictions[index] << scan.low());
      } else {
        into[at] |= (short) (bits.take(1) << scan.low());
      }
    } else if (scan.high() == 0) {
      firstBand(scan, into, at, bits);
    } else {
      refineBand(scan, into, at, bits);
    }
  }

  private static int category(HuffmanTable table, EntropyBits bits) throws JpegFormatException {
    int category = table.decode(bits);
    if (category > 16) {
      throw JpegFormatException.malformed("JPEG with a DC difference of " + category + " bits");
    }
    return category;
  }

  private static void sequentialBand(HuffmanTable table, short[] into, int at, EntropyBits bits)
      throws JpegFormatException {
    for (int k = 1; k < 64; k++) {
      int code = table.decode(bits);
      int size = code & 15;
      int run = code >> 4;
      if (size == 0) {
        if (run != 15) {
          return;
        }
        k += 15;
        continue;
      }
      k += run;
      into[at + position(k)] = (short) bits.takeSigned(size);
    }
  }

  private static int position(int k) throws JpegFormatException {
    if (k > 63) {
      throw JpegFormatException.malformed("JPEG with more coefficients than a block holds");
    }
    return ZIGZAG[k];
  }

  private void firstBand(JpegScan scan, short[] into, int at, EntropyBits bits)
      throws JpegFormatException {
    if (endOfBandRun > 0) {
      endOfBandRun--;
      return;
    }
    var table = scan.acTable(0);
    for (int k = scan.start(); k <= scan.end(); k++) {
      int code = table.decode(bits);
      int size = code & 15;
      int run = code >> 4;
      if (size == 0) {
        if (run < 15) {
          endOfBandRun = (1 << run) - 1 + bits.take(run);
          return;
        }
        k += 15;
        continue;
      }
      k += run;
      into[at + position(k)] = (short) (bits.takeSigned(size) << scan.low());
    }
  }

  /** Refines known coefficients by a bit each and adds new ones of size 1 (T.81 G.1.2.3). */
  private void refineBand(JpegScan scan, short[] into, int at, EntropyBits bits)
      throws JpegFormatException {
    int plus = 1 << scan.low();
    int k = scan.start();
    if (endOfBandRun == 0) {
      var table = scan.acTable(0);
      for (; k <= scan.end(); k++) {
        int code = table.decode(bits);
        int run = code >> 4;
        int added = 0;
        if ((code & 15) != 0) {
          added = bits.take(1) == 1 ? plus : -plus;
        } else if (run < 15) {
          endOfBandRun = (1 << run) + bits.take(run);
          break;
        }
        for (; k <= scan.end(); k++) {
          int place = at + ZIGZAG[k];
          if (into[place] != 0) {
            refine(into, place, plus, bits);
          } else {
            if (run == 0) {
              into[place] = (short) added;
              break;
            }
            run--;
          }
        }
      }
    }
    if (endOfBandRun > 0) {
      for (; k <= scan.end(); k++) {
        int place = at + ZIGZAG[k];
        if (into[place] != 0) {
          refine(into, place, plus, bits);
        }
      }
      endOfBandRun--;
    }
  }

  private static void refine(short[] into, int place, int plus, EntropyBits bits)
      throws JpegFormatException {
    if (bits.take(1) == 1 && (into[place] & plus) == 0) {
      into[place] += (short) (into[place] > 0 ? plus : -plus);
    }
  }

  int[] samples(int[] @Nullable [] quantisation) throws JpegFormatException {
    for (boolean each : decoded) {
      if (!each) {
        throw JpegFormatException.truncated("The JPEG stream ends before all components are there");
      }
    }
    return new PictureAssembly(frame, quantisation).samples();
  }
}
