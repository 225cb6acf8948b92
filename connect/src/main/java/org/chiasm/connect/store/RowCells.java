package org.chiasm.connect.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chiasm.RecordPrecision;
import org.chiasm.connect.store.RowLayout.Input;
import org.chiasm.connect.store.RowLayout.ValueType;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.jspecify.annotations.Nullable;

/** Lays a row out as one cell for each column. */
final class RowCells {
  private RowCells() {}

  /**
   * The row's cells in column order: Long, Double, String, Instant or null.
   *
   * @throws IllegalArgumentException if the row's inputs or the kinds of their values are not those
   *     of the study
   */
  static List<@Nullable Object> of(LabelledRow labelled, RowLayout layout) {
    var row = labelled.row();
    var names = layout.inputs().stream().map(Input::name).toList();
    if (!List.copyOf(row.cells().keySet()).equals(names)) {
      throw new IllegalArgumentException(
          "The row has the inputs " + row.cells().keySet() + ", the study has " + names);
    }
    var cells = new ArrayList<@Nullable Object>();
    cells.add(row.subject().value());
    cells.add(row.triggerSource());
    cells.add(RecordPrecision.toMicros(row.triggerTime()));
    cells.add(RecordPrecision.toMicros(row.predictionTime()));
    cells.add(row.decision().readiness().name());
    cells.add(ReasonList.join(row.decision().reasons()));
    cells.add(labelled.outcome() instanceof Outcome.Observed(var value) ? value : null);
    if (layout.censors()) {
      cells.add(labelled.outcome() instanceof Outcome.Censored(var until) ? until : null);
    }
    for (var input : layout.inputs()) {
      add(cells, input, row.cell(input.name()));
    }
    @Nullable Instant until =
        row.decision() instanceof GateDecision.Wait wait
            ? RecordPrecision.toMicros(wait.until())
            : null;
    cells.add(until);
    return cells;
  }

  private static void add(List<@Nullable Object> cells, Input input, InputCell cell) {
    switch (cell) {
      case InputCell.Present present -> {
        cells.add(value(input, present.value()));
        cells.add(Double.isNaN(present.ageHours()) ? null : present.ageHours());
        cells.add("");
        cells.add(present.origin());
        cells.add(present.unit());
        cells.add(
            present.assumptions().stream()
                .sorted()
                .map(Enum::name)
                .collect(Collectors.joining(";")));
      }
      case InputCell.Missing(var reason) -> {
        cells.add(null);
        cells.add(null);
        cells.add(reason.name());
        cells.add("");
        cells.add("");
        cells.add("");
      }
    }
  }

  private static Object value(Input input, InputCell.Value value) {
    var type =
        switch (value) {
          case InputCell.Value.Numeric _ -> ValueType.NUMERIC;
          case InputCell.Value.Label _ -> ValueType.LABEL;
          case InputCell.Value.Reference _ -> ValueType.REFERENCE;
          case InputCell.Value.Words _ -> ValueType.WORDS;
          case InputCell.Value.Grid _ -> throw grid(input);
        };
    if (type != input.type()) {
      throw new IllegalArgumentException(
          "Input '"
              + input.name()
              + "' has a value of type "
              + type
              + ", its column takes "
              + input.type());
    }
    return switch (value) {
      case InputCell.Value.Numeric(var number) -> number;
      case InputCell.Value.Label(var label) -> label;
      case InputCell.Value.Reference(var reference) -> reference;
      case InputCell.Value.Words words -> words.written();
      case InputCell.Value.Grid _ -> throw grid(input);
    };
  }

  private static IllegalArgumentException grid(Input input) {
    return new IllegalArgumentException(
        "Input '" + input.name() + "' has a grid; keep it as a tensor and refer to that");
  }
}
