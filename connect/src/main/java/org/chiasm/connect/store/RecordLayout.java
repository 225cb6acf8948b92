package org.chiasm.connect.store;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.DataIssue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Quantity;

/**
 * The columns of the record: as staged, with enums as numbers so that sorting follows the order of
 * events, and as written, with enums as words (MEDS 0.4 data schema and our own columns).
 */
final class RecordLayout {
  /** Every staged column but the patient, in the order in which they are appended. */
  static final List<String> STAGED =
      List.of(
          "time TIMESTAMP",
          "available TIMESTAMP",
          "code_system VARCHAR",
          "code VARCHAR",
          "key VARCHAR",
          "boundary TINYINT",
          "status TINYINT",
          "feed VARCHAR",
          "origin VARCHAR",
          "basis TINYINT",
          "value_kind TINYINT",
          "number DOUBLE",
          "comparator TINYINT",
          "unit VARCHAR",
          "text_value VARCHAR",
          "value_json VARCHAR",
          "kind TINYINT",
          "code_text VARCHAR",
          "translations VARCHAR",
          "set_aside TINYINT");

  /** The columns of a record that no other MEDS data set has together. */
  static final List<String> WRITTEN =
      List.of(
          "numeric_value_exact",
          "available_time",
          "availability_basis",
          "boundary",
          "status",
          "kind",
          "key",
          "origin",
          "value_kind",
          "value_json");

  /** Staged {@code set_aside} numbers. */
  static final byte USABLE = 0;

  static final byte UNCODED = 1;
  static final byte VALUE_ABSENT = 2;

  /** A line in a candidate's record for a fact of a quarantined identifier. */
  static final byte MARKER = 3;

  /** What a staged {@code set_aside} number stands for. */
  static final List<String> SET_ASIDE =
      List.of(
          "",
          DataIssue.Kind.UNCODED.name(),
          DataIssue.Kind.VALUE_ABSENT.name(),
          DataIssue.Kind.IDENTITY_CONFLICT.name());

  /** The absence that stands in a candidate's record for a fact of a quarantined identifier. */
  static final String IDENTITY_CONFLICT_REASON = "identity-conflict";

  /** The record's {@code dataset.json} (MEDS 0.4 dataset metadata schema). */
  static final String DATASET_JSON =
      """
      {
        "dataset_name": "chiasm-record",
        "etl_name": "chiasm",
        "etl_version": "0.1",
        "meds_version": "0.4.0",
        "additional_value_modality_columns": ["value_json"],
        "other_extension_columns": [
          "numeric_value_exact", "comparator", "unit", "available_time", "availability_basis",
          "boundary", "status", "kind", "key", "feed", "origin", "code_system", "translations",
          "code_text", "value_kind", "value_json", "set_aside"
        ]
      }
      """;

  private static final String NAMES =
      STAGED.stream().map(RecordLayout::name).collect(Collectors.joining(", "));

  private RecordLayout() {}

  /** The staged columns' names, joined. */
  static String names() {
    return NAMES;
  }

  /** An enum constant as staged; the number does not outlive the build. */
  @SuppressWarnings("EnumOrdinal")
  static byte number(Enum<?> constant) {
    return (byte) constant.ordinal();
  }

  static String definition(String first) {
    return "(" + first + ", " + String.join(", ", STAGED) + ")";
  }

  /** The order of a record's lines: subject, time, then all content. */
  static String order() {
    return "subject_id, "
        + STAGED.stream()
            .map(column -> name(column) + " NULLS FIRST")
            .collect(Collectors.joining(", "));
  }

  /**
   * From the staged columns of a quarantined identifier's fact to those of a candidate's marker.
   */
  static String markerColumns() {
    var replaced =
        Map.of(
            "value_kind", Byte.toString(number(ValueKind.ABSENT)),
            "number", "NULL",
            "comparator", "NULL",
            "unit", "NULL",
            "text_value", "NULL",
            "value_json", DuckDatabase.quoted(ValueJson.of("reason", IDENTITY_CONFLICT_REASON)),
            "set_aside", Byte.toString(MARKER));
    return STAGED.stream()
        .map(RecordLayout::name)
        .map(name -> replaced.containsKey(name) ? replaced.get(name) + " AS " + name : name)
        .collect(Collectors.joining(", "));
  }

  /** From staged columns to the columns as written. */
  static String projection() {
    return "subject_id, time, code, TRY_CAST(number AS FLOAT) AS numeric_value, text_value, "
        + "number AS numeric_value_exact, "
        + word(
            "comparator",
            "comparator",
            Arrays.stream(Quantity.Comparator.values()).map(each -> each.symbol()))
        + ", unit, available AS available_time, "
        + word("basis", "availability_basis", names(AvailableTime.Basis.values()))
        + ", "
        + word("boundary", "boundary", names(Boundary.values()))
        + ", "
        + word("status", "status", names(FactStatus.values()))
        + ", "
        + word("kind", "kind", names(FactKind.values()))
        + ", key, feed, origin, code_system, translations, code_text, "
        + word("value_kind", "value_kind", names(ValueKind.values()))
        + ", value_json, "
        + word("set_aside", "set_aside", SET_ASIDE.stream());
  }

  private static String word(String column, String name, Stream<String> words) {
    return words.map(DuckDatabase::quoted).collect(Collectors.joining(", ", "[", "]"))
        + "[CAST("
        + column
        + " AS INTEGER) + 1] AS "
        + name;
  }

  private static Stream<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name);
  }

  private static String name(String column) {
    return column.substring(0, column.indexOf(' '));
  }
}
