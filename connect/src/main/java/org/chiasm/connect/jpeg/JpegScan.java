package org.chiasm.connect.jpeg;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan header declares, with the tables in force (ITU-T T.81 B.2.3).
 *
 * @param components the frame's components in this scan
 * @param dcTables by component; the only table of a lossless scan
 * @param acTables by component; null where the scan needs none
 * @param start spectral selection start, or the predictor of a lossless scan
 * @param end spectral selection end
 * @param high successive approximation, previous bit
 * @param low successive approximation, this bit, or the point transform of a lossless scan
 * @param restartInterval in MCUs, 0 for none
 */
record JpegScan(
    List<JpegFrame.Component> components,
    List<@Nullable HuffmanTable> dcTables,
    List<@Nullable HuffmanTable> acTables,
    int start,
    int end,
    int high,
    int low,
    int restartInterval) {

  static JpegScan read(
      SegmentReader segment,
      JpegFrame frame,
      @Nullable HuffmanTable[] dc,
      @Nullable HuffmanTable[] ac,
      int restartInterval)
      throws JpegFormatException {
    int count = segment.u8();
    var components = new ArrayList<JpegFrame.Component>();
    var dcTables = new ArrayList<@Nullable HuffmanTable>();
    var acTables = new ArrayList<@Nullable HuffmanTable>();
    for (int i = 0; i < count; i++) {
      int id = segment.u8();
      int tables = segment.u8();
      var component =
          frame.components.stream()
              .filter(each -> each.id == id)
              .findFirst()
              .orElseThrow(
                  () -> JpegFormatException.malformed("A JPEG scan names a component of no frame"));
      if (components.contains(component) || (tables >> 4) > 3 || (tables & 15) > 3) {
        throw JpegFormatException.malformed("A JPEG scan header contradicts itself");
      }
      components.add(component);
      dcTables.add(dc[tables >> 4]);
      acTables.add(ac[tables & 15]);
    }
    if (components.isEmpty()) {
      throw JpegFormatException.malformed("A JPEG scan has no component");
    }
    int start = segment.u8();
    int end = segment.u8();
    int approximation = segment.u8();
    return new JpegScan(
        components,
        dcTables,
        acTables,
        start,
        end,
        approximation >> 4,
        approximation & 15,
        restartInterval);
  }

  HuffmanTable dcTable(int component) throws JpegFormatException {
    return present(dcTables.get(component));
  }

  HuffmanTable acTable(int component) throws JpegFormatException {
    return present(acTables.get(component));
  }

  private static HuffmanTable present(@Nullable HuffmanTable table) throws JpegFormatException {
    if (table == null) {
      throw JpegFormatException.malformed("A JPEG scan uses a Huffman table that is not there");
    }
    return table;
  }
}
