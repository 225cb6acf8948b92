package org.chiasm.connect.jpeg;

import java.util.ArrayList;
import java.util.List;

/** What the frame header declares (ITU-T T.81 B.2.2). */
final class JpegFrame {
  /** Coding processes that are decoded. */
  enum CodingProcess {
    SEQUENTIAL,
    PROGRESSIVE,
    LOSSLESS
  }

  /** One component of the frame. */
  static final class Component {
    final int id;
    final int horizontal;
    final int vertical;
    final int quantisation;
    int columns;
    int rows;
    int blockColumns;
    int blockRows;
    short[] coefficients = {};

    Component(int id, int horizontal, int vertical, int quantisation) {
      this.id = id;
      this.horizontal = horizontal;
      this.vertical = vertical;
      this.quantisation = quantisation;
    }
  }

  final CodingProcess process;
  final int precision;
  final int rows;
  final int columns;
  final List<Component> components;
  final int maxHorizontal;
  final int maxVertical;

  private JpegFrame(
      CodingProcess process, int precision, int rows, int columns, List<Component> components) {
    this.process = process;
    this.precision = precision;
    this.rows = rows;
    this.columns = columns;
    this.components = components;
    this.maxHorizontal = components.stream().mapToInt(each -> each.horizontal).max().orElse(1);
    this.maxVertical = components.stream().mapToInt(each -> each.vertical).max().orElse(1);
    for (var component : components) {
      component.columns = ceilDiv(columns * component.horizontal, maxHorizontal);
      component.rows = ceilDiv(rows * component.vertical, maxVertical);
      component.blockColumns = ceilDiv(columns, 8 * maxHorizontal) * component.horizontal;
      component.blockRows = ceilDiv(rows, 8 * maxVertical) * component.vertical;
    }
  }

  /**
   * Reads a frame header.
   *
   * @param marker second byte of the SOF marker
   * @param segment its parameters
   * @param maxSamples rows times columns times components may not be more
   */
  static JpegFrame read(int marker, SegmentReader segment, long maxSamples)
      throws JpegFormatException {
    var process =
        switch (marker) {
          case 0xC0, 0xC1 -> CodingProcess.SEQUENTIAL;
          case 0xC2 -> CodingProcess.PROGRESSIVE;
          case 0xC3 -> CodingProcess.LOSSLESS;
          default ->
              throw JpegFormatException.unsupported(
                  "JPEG with frame marker "
                      + Integer.toHexString(marker)
                      + " (hierarchical or arithmetic coding) is not decoded");
        };
    int precision = segment.u8();
    int rows = segment.u16();
    int columns = segment.u16();
    int count = segment.u8();
    boolean precisionFits =
        process == CodingProcess.LOSSLESS
            ? precision >= 2 && precision <= 16
            : precision == 8 || precision == 12;
    if (!precisionFits) {
      throw JpegFormatException.unsupported("JPEG with " + precision + " bits is not decoded");
    }
    if (rows == 0) {
      throw JpegFormatException.unsupported("JPEG that tells its height at the end is not decoded");
    }
    if (columns == 0 || count < 1 || count > 4) {
      throw JpegFormatException.malformed(
          "JPEG of " + columns + " columns and " + count + " components");
    }
    if ((long) rows * columns * count > maxSamples) {
      throw JpegFormatException.unsupported(
          "JPEG of " + rows + " by " + columns + " by " + count + " is larger than " + maxSamples);
    }
    var components = new ArrayList<Component>();
    for (int i = 0; i < count; i++) {
      int id = segment.u8();
      int sampling = segment.u8();
      int horizontal = sampling >> 4;
      int vertical = sampling & 15;
      int table = segment.u8();
      if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4 || table > 3) {
        throw JpegFormatException.malformed("JPEG component with impossible sampling factors");
      }
      components.add(
          count == 1
              ? new Component(id, 1, 1, table)
              : new Component(id, horizontal, vertical, table));
    }
    return new JpegFrame(process, precision, rows, columns, List.copyOf(components));
  }

  boolean isSubsampled() {
    return components.stream()
        .anyMatch(each -> each.horizontal != maxHorizontal || each.vertical != maxVertical);
  }

  static int ceilDiv(int number, int divisor) {
    return (number + divisor - 1) / divisor;
  }
}
