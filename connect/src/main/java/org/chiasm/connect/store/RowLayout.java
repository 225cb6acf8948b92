package org.chiasm.connect.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Reduce;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;

/** The columns of {@code rows.parquet} and {@code rows.csv}, as a study's inputs ask for them. */
final class RowLayout {
  /** What stands before the inputs. */
  static final List<String> FRONT =
      List.of(
          "subject_id",
          "trigger_source",
          "trigger_time",
          "prediction_time",
          "readiness",
          "reasons",
          "outcome");

  /** What follows each input's name to name its further columns. */
  static final List<String> SUFFIXES =
      List.of("", "_age_hours", "_missing", "_origin", "_unit", "_assumed");

  /** How long a subject without the outcome was observed; only where a study censors. */
  static final String CENSORED_AT = "censored_at";

  /** Until when a row that waits will wait; stands last. */
  static final String WAIT_UNTIL = "wait_until";

  /** How an input's value is kept. */
  enum ValueType {
    NUMERIC,
    LABEL,
    REFERENCE,
    WORDS
  }

  /** One input's columns. */
  record Input(String name, ValueType type) {}

  private final List<Input> inputs;
  private final boolean censors;

  /**
   * The columns of a study's rows.
   *
   * @throws IllegalArgumentException if two columns would have the same name
   */
  RowLayout(StudyDefinition study) {
    censors = study.outcome() instanceof OutcomeDefinition.TimeToEvent;
    inputs =
        study.inputs().stream().map(input -> new Input(input.name(), type(study, input))).toList();
    var seen = new HashSet<String>();
    for (String column : columns()) {
      if (!seen.add(column.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "Two columns of the rows would be named '"
                + column
                + "'; give the input of study '"
                + study.name()
                + "' another name");
      }
    }
  }

  List<Input> inputs() {
    return inputs;
  }

  /** Whether an outcome may be censored. */
  boolean censors() {
    return censors;
  }

  /** Every column's name, in file order. */
  List<String> columns() {
    var columns = new ArrayList<>(FRONT);
    if (censors) {
      columns.add(CENSORED_AT);
    }
    for (var input : inputs) {
      SUFFIXES.forEach(suffix -> columns.add(input.name() + suffix));
    }
    columns.add(WAIT_UNTIL);
    return columns;
  }

  /** Every column's SQL type, in file order. */
  List<String> types() {
    var types =
        new ArrayList<>(
            List.of(
                "BIGINT", "VARCHAR", "TIMESTAMPTZ", "TIMESTAMPTZ", "VARCHAR", "VARCHAR", "DOUBLE"));
    if (censors) {
      types.add("DOUBLE");
    }
    for (var input : inputs) {
      types.add(input.type() == ValueType.NUMERIC ? "DOUBLE" : "VARCHAR");
      types.add("DOUBLE");
      types.addAll(List.of("VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR"));
    }
    types.add("TIMESTAMPTZ");
    return types;
  }

  private static ValueType type(StudyDefinition study, InputDefinition input) {
    return switch (input) {
      case InputDefinition.Image _, InputDefinition.Waveform _, InputDefinition.Trajectory _ ->
          ValueType.REFERENCE;
      case InputDefinition.History _ -> ValueType.NUMERIC;
      case InputDefinition.Notes _ -> ValueType.WORDS;
      case InputDefinition.Tabular tabular ->
          tabular.reduce() == Reduce.COUNT || tabular.reduce() == Reduce.EXISTS
              ? ValueType.NUMERIC
              : type(study.concept(tabular.concept()));
    };
  }

  private static ValueType type(Concept concept) {
    return switch (concept) {
      case Concept.Category _ -> ValueType.LABEL;
      case Concept.Demographic demographic ->
          demographic.attribute() == Concept.Demographic.Attribute.SEX
              ? ValueType.LABEL
              : ValueType.NUMERIC;
      case Concept.Measurement _, Concept.Occurrence _, Concept.Stay _ -> ValueType.NUMERIC;
    };
  }
}
