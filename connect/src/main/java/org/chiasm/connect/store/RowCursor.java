package org.chiasm.connect.store;

import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chiasm.MissingReason;
import org.chiasm.Readiness;
import org.chiasm.RecordPrecision;
import org.chiasm.SubjectId;
import org.chiasm.connect.store.RowLayout.Input;
import org.chiasm.connect.store.RowLayout.ValueType;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;

/** Reads rows back from the lines of {@code rows.parquet}. */
final class RowCursor {
  private static final int FRONT_NUMBERS = 6;
  private static final int FRONT_TEXTS = 3;
  private static final int TEXTS_PER_INPUT = 5;

  private final RowLayout layout;
  private final ResultSet rows;
  private final PackedTexts texts;

  RowCursor(RowLayout layout, ResultSet rows) {
    this.layout = layout;
    this.rows = rows;
    int numbers = FRONT_NUMBERS + 2 * layout.inputs().size();
    this.texts =
        new PackedTexts(rows, numbers + 1, FRONT_TEXTS + TEXTS_PER_INPUT * layout.inputs().size());
  }

  /** Numbers and times first, then all texts packed. */
  static String query(RowLayout layout, String table) {
    var numbers =
        new ArrayList<>(
            List.of(
                "subject_id",
                "epoch_us(trigger_time)",
                "epoch_us(prediction_time)",
                "outcome",
                "epoch_us(" + RowLayout.WAIT_UNTIL + ")",
                layout.censors() ? RowLayout.CENSORED_AT : "NULL"));
    var texts = new ArrayList<>(List.of("trigger_source", "readiness", "reasons"));
    for (var input : layout.inputs()) {
      boolean numeric = input.type() == ValueType.NUMERIC;
      String value = DuckDatabase.named(input.name());
      numbers.add(numeric ? value : "NULL");
      numbers.add(DuckDatabase.named(input.name() + "_age_hours"));
      texts.add(numeric ? "CAST(NULL AS VARCHAR)" : value);
      for (String suffix : List.of("_missing", "_origin", "_unit", "_assumed")) {
        texts.add(DuckDatabase.named(input.name() + suffix));
      }
    }
    return "SELECT "
        + String.join(", ", numbers)
        + ", "
        + PackedTexts.select(texts)
        + " FROM "
        + table;
  }

  boolean next() throws SQLException {
    return rows.next();
  }

  LabelledRow row() throws SQLException {
    texts.load();
    var cells = new LinkedHashMap<String, InputCell>();
    for (int index = 0; index < layout.inputs().size(); index++) {
      var input = layout.inputs().get(index);
      cells.put(input.name(), cell(input, index));
    }
    var row =
        new FeatureRow(
            new SubjectId(rows.getLong(1)),
            texts.orEmpty(0),
            instant(2),
            instant(3),
            decision(),
            cells);
    return new LabelledRow(row, outcome());
  }

  private Outcome outcome() throws SQLException {
    double outcome = rows.getDouble(4);
    if (!rows.wasNull()) {
      return new Outcome.Observed(outcome);
    }
    double until = layout.censors() ? rows.getDouble(6) : 0;
    return until > 0 ? new Outcome.Censored(until) : new Outcome.NoFollowup();
  }

  private GateDecision decision() throws SQLException {
    var reasons = ReasonList.split(texts.orEmpty(2));
    return switch (Readiness.valueOf(texts.orEmpty(1))) {
      case READY -> new GateDecision.Ready();
      case WAIT -> new GateDecision.Wait(instant(5), reasons);
      case ABSTAIN -> new GateDecision.Abstain(reasons);
    };
  }

  private InputCell cell(Input input, int index) throws SQLException {
    int text = FRONT_TEXTS + TEXTS_PER_INPUT * index;
    String missing = texts.orEmpty(text + 1);
    if (!missing.isEmpty()) {
      return new InputCell.Missing(MissingReason.valueOf(missing));
    }
    int number = FRONT_NUMBERS + 2 * index + 1;
    var value =
        switch (input.type()) {
          case NUMERIC -> new InputCell.Value.Numeric(rows.getDouble(number));
          case LABEL -> new InputCell.Value.Label(texts.orEmpty(text));
          case REFERENCE -> new InputCell.Value.Reference(texts.orEmpty(text));
          case WORDS -> words(texts.orEmpty(text), input.name());
        };
    double age = rows.getDouble(number + 1);
    return new InputCell.Present(
        value,
        rows.wasNull() ? Double.NaN : age,
        texts.orEmpty(text + 3),
        texts.orEmpty(text + 2),
        assumptions(texts.orEmpty(text + 4)));
  }

  private static InputCell.Value words(String text, String input) throws SQLException {
    return InputCell.Value.Words.read(text)
        .orElseThrow(
            () ->
                new SQLException(
                    "Column '" + input + "' has a cell that is no list of hashed words"));
  }

  private static Set<InputCell.Assumption> assumptions(String joined) {
    return joined.isEmpty()
        ? Set.of()
        : Arrays.stream(joined.split(";", -1))
            .map(InputCell.Assumption::valueOf)
            .collect(Collectors.toSet());
  }

  private Instant instant(int column) throws SQLException {
    return RecordPrecision.ofEpochMicros(rows.getLong(column));
  }

  void close() {
    try {
      rows.close();
    } catch (SQLException e) {
      throw new UncheckedIOException(DuckDatabase.failure("The rows could not be closed", e));
    }
  }
}
