package org.chiasm.connect.meds;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chiasm.connect.store.ParquetFiles.Column;
import org.chiasm.connect.store.ParquetFiles.ColumnType;

/** The columns that are read, in the order in which rows are read and sorted. */
enum MedsColumn {
  SUBJECT_ID(0, true, ColumnType.INTEGER),
  TIME(1, true, ColumnType.TIME),
  CODE(2, true, ColumnType.TEXT),
  NUMERIC_VALUE(3, false, ColumnType.NUMBER),
  TEXT_VALUE(4, false, ColumnType.TEXT),
  UNIT(5, false, ColumnType.TEXT),
  AVAILABLE_TIME(6, false, ColumnType.TIME);

  private final int index;
  private final boolean required;
  private final ColumnType type;

  MedsColumn(int index, boolean required, ColumnType type) {
    this.index = index;
    this.required = required;
    this.type = type;
  }

  /** Where it stands in a row that is read, counted from 0. */
  int index() {
    return index;
  }

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Every column, with its type in files that have these. */
  static List<Column> all(Map<String, ColumnType> present) {
    return Arrays.stream(values())
        .map(each -> new Column(each.column(), present.getOrDefault(each.column(), each.type)))
        .toList();
  }

  /** Of a file's columns, the ones that are read. */
  static Map<String, ColumnType> only(Map<String, ColumnType> present) {
    var only = new TreeMap<String, ColumnType>();
    for (var each : values()) {
      var type = present.get(each.column());
      if (type != null) {
        only.put(each.column(), type);
      }
    }
    return only;
  }

  /** What a file lacks to be readable, in words; empty where nothing. */
  static String lacking(Map<String, ColumnType> present) {
    String problems =
        Arrays.stream(values())
            .filter(each -> !each.isReadable(present))
            .map(
                each ->
                    each.column()
                        + (present.containsKey(each.column())
                            ? " is " + present.get(each.column()) + ", expected " + each.type
                            : " is not there"))
            .collect(Collectors.joining(", "));
    return problems.isEmpty()
        ? ""
        : "Not in MEDS layout: "
            + problems
            + "; the file has the columns "
            + String.join(", ", present.keySet());
  }

  private boolean isReadable(Map<String, ColumnType> present) {
    var found = present.get(column());
    return found == null
        ? !required
        : found == type || (type == ColumnType.NUMBER && found == ColumnType.INTEGER);
  }
}
