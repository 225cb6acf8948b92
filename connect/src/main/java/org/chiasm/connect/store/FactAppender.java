package org.chiasm.connect.store;

import java.io.IOException;
import java.sql.SQLException;
import org.chiasm.ClinicalEvent;
import org.chiasm.CodeSystems;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactStatus;
import org.chiasm.Quantity;
import org.chiasm.RecordPrecision;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Appends facts to the staging table, one line each. */
final class FactAppender implements AutoCloseable {
  private final DuckDBAppender out;

  FactAppender(DuckDBAppender out) {
    this.out = out;
  }

  void append(int patient, ClinicalEvent event) throws SQLException {
    out.beginRow();
    out.append(patient);
    if (event.effective() instanceof EffectiveTime.At(var instant)) {
      out.appendEpochMicros(RecordPrecision.epochMicros(instant));
    } else {
      out.appendNull();
    }
    out.appendEpochMicros(RecordPrecision.epochMicros(event.available().instant()));
    var code = event.code();
    optional(code.primary().system());
    out.append(code.primary().meds());
    out.append(event.key());
    ordinal(event.boundary());
    ordinal(event.status());
    out.append(event.origin().feed());
    out.append(event.origin().reference());
    ordinal(event.available().basis());
    value(event.value());
    ordinal(event.kind());
    optional(code.text());
    optional(code.translations().isEmpty() ? "" : ValueJson.of(code.translations()));
    out.append(setAside(event));
    out.endRow();
  }

  private void value(EventValue value) throws SQLException {
    ordinal(ValueKind.of(value));
    if (value instanceof Quantity(var number, var comparator, var unit)) {
      out.append(number);
      ordinal(comparator);
      optional(unit);
    } else {
      out.appendNull();
      out.appendNull();
      out.appendNull();
    }
    switch (value) {
      case EventValue.Coded(var text, var code) -> {
        out.append(text);
        optional(code.isEmpty() ? "" : ValueJson.of("code", code));
      }
      case EventValue.Narrative(var text) -> text(text, "");
      case EventValue.ImageInstance image -> text(null, ValueJson.of(image));
      case EventValue.Waveform waveform -> text(null, ValueJson.of(waveform));
      case EventValue.Absent(var reason) -> text(null, ValueJson.of("reason", reason));
      case EventValue.Occurrence _, Quantity _ -> text(null, "");
    }
  }

  private void text(@Nullable String text, String json) throws SQLException {
    if (text == null) {
      out.appendNull();
    } else {
      out.append(text);
    }
    optional(json);
  }

  private void optional(String text) throws SQLException {
    if (text.isEmpty()) {
      out.appendNull();
    } else {
      out.append(text);
    }
  }

  private void ordinal(Enum<?> constant) throws SQLException {
    out.append(RecordLayout.number(constant));
  }

  private static byte setAside(ClinicalEvent event) {
    if (event.code().primary().system().equals(CodeSystems.TEXT)) {
      return RecordLayout.UNCODED;
    }
    return event.value() instanceof EventValue.Absent
            && event.status() != FactStatus.ENTERED_IN_ERROR
        ? RecordLayout.VALUE_ABSENT
        : RecordLayout.USABLE;
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (SQLException e) {
      throw DuckDatabase.failure("Facts could not be staged", e);
    }
  }
}
