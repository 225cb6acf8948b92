package org.chiasm.connect.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.Quantity;
import org.chiasm.RecordPrecision;

/** Reads facts back from the record's lines, in file order. */
final class FactCursor implements AutoCloseable {
  private static final List<String> TEXTS =
      List.of(
          "code_system",
          "code",
          "translations",
          "code_text",
          "key",
          "feed",
          "origin",
          "unit",
          "text_value",
          "value_json");

  /** The columns this cursor needs, in its order. */
  static final String COLUMNS =
      "subject_id, epoch_us(time), epoch_us(available_time), numeric_value_exact, "
          + number("availability_basis", AvailableTime.Basis.values())
          + ", "
          + number("boundary", Boundary.values())
          + ", "
          + number("status", FactStatus.values())
          + ", "
          + number("kind", FactKind.values())
          + ", "
          + number("value_kind", ValueKind.values())
          + ", "
          + number(
              "comparator",
              Arrays.stream(Quantity.Comparator.values()).map(Quantity.Comparator::symbol))
          + ", "
          + PackedTexts.select(TEXTS);

  private static final int CACHED_CODES = 10_000;
  private static final List<FactKind> KINDS = List.of(FactKind.values());
  private static final List<AvailableTime.Basis> BASES = List.of(AvailableTime.Basis.values());
  private static final List<Boundary> BOUNDARIES = List.of(Boundary.values());
  private static final List<FactStatus> STATUSES = List.of(FactStatus.values());
  private static final List<ValueKind> VALUE_KINDS = List.of(ValueKind.values());
  private static final List<Quantity.Comparator> COMPARATORS =
      List.of(Quantity.Comparator.values());

  private final ResultSet rows;
  private final PackedTexts texts;
  private final Map<String, EventCode> plainCodes = new HashMap<>();
  private String lastFeed = "";

  FactCursor(ResultSet rows) {
    this.rows = rows;
    this.texts = new PackedTexts(rows, 11, TEXTS.size());
  }

  boolean next() throws SQLException {
    return rows.next();
  }

  long subject() throws SQLException {
    return rows.getLong(1);
  }

  ClinicalEvent event() throws SQLException, IOException {
    texts.load();
    long time = rows.getLong(2);
    var effective =
        rows.wasNull()
            ? EffectiveTime.timeless()
            : EffectiveTime.at(RecordPrecision.ofEpochMicros(time));
    return new ClinicalEvent(
        texts.orEmpty(4),
        constant(8, KINDS),
        code(),
        effective,
        new AvailableTime(RecordPrecision.ofEpochMicros(rows.getLong(3)), constant(5, BASES)),
        constant(6, BOUNDARIES),
        value(),
        constant(7, STATUSES),
        new Origin(feed(texts.orEmpty(5)), texts.orEmpty(6)));
  }

  private EventCode code() throws SQLException, IOException {
    String system = texts.orEmpty(0);
    String meds = texts.orEmpty(1);
    var translations = texts.get(2);
    String words = texts.orEmpty(3);
    if (translations == null && words.isEmpty()) {
      if (plainCodes.size() > CACHED_CODES) {
        plainCodes.clear();
      }
      return plainCodes.computeIfAbsent(
          system + "\n" + meds, _ -> EventCode.of(primary(system, meds)));
    }
    List<Code> further = translations == null ? List.of() : ValueJson.codes(translations);
    return new EventCode(primary(system, meds), further, words);
  }

  private static Code primary(String system, String meds) {
    return new Code(
        system,
        system.isEmpty() ? meds : meds.substring(system.length() + Code.SEPARATOR.length()));
  }

  private EventValue value() throws SQLException, IOException {
    return switch (constant(9, VALUE_KINDS)) {
      case QUANTITY -> new Quantity(rows.getDouble(4), constant(10, COMPARATORS), texts.orEmpty(7));
      case CODED -> {
        var json = texts.get(9);
        yield new EventValue.Coded(
            texts.orEmpty(8), json == null ? "" : ValueJson.field(json, "code"));
      }
      case NARRATIVE -> new EventValue.Narrative(texts.orEmpty(8));
      case IMAGE_INSTANCE -> ValueJson.image(texts.orEmpty(9));
      case WAVEFORM -> ValueJson.waveform(texts.orEmpty(9));
      case OCCURRENCE -> EventValue.Occurrence.OCCURRED;
      case ABSENT -> new EventValue.Absent(ValueJson.field(texts.orEmpty(9), "reason"));
    };
  }

  private String feed(String name) {
    if (!name.equals(lastFeed)) {
      lastFeed = name;
    }
    return lastFeed;
  }

  private <T> T constant(int column, List<T> constants) throws SQLException, IOException {
    int number = (int) rows.getLong(column);
    if (number < 1 || number > constants.size()) {
      throw new IOException("A word in the record is none of " + constants);
    }
    return constants.get(number - 1);
  }

  private static String number(String column, Enum<?>[] constants) {
    return number(column, Arrays.stream(constants).map(Enum::name));
  }

  private static String number(String column, Stream<String> words) {
    return words
        .map(DuckDatabase::quoted)
        .collect(Collectors.joining(", ", "coalesce(list_position([", "], " + column + "), 0)"));
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
