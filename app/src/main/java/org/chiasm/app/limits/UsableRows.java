package org.chiasm.app.limits;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chiasm.Readiness;
import org.chiasm.SubjectId;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.Sha256;
import org.chiasm.app.files.TensorFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.learn.budget.BudgetRun;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * The rows of a file that are ready and have a known outcome, in file order.
 *
 * @param leftOut how many others there are
 * @param sha256 of the file
 * @param tensors what the rows refer to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UsableRows(
    List<FeatureRow> rows, double[] outcomes, long leftOut, String sha256, TensorFiles tensors) {
  UsableRows {
    rows = List.copyOf(rows);
    requireNonNull(sha256, "sha256");
  }

  static UsableRows read(Path parquet, StudyDefinition study)
      throws IOException, WrongUseException {
    if (!Files.isRegularFile(parquet)) {
      throw new WrongUseException(
          "no rows at " + parquet + "; give a rows.parquet made by chiasm rows");
    }
    checkOutcome(study);
    var rows = new ArrayList<FeatureRow>();
    var outcomes = new ArrayList<Double>();
    long leftOut = 0;
    try (var reader = RowsReader.open(parquet, study);
        var stream = reader.rows()) {
      for (var labelled : (Iterable<LabelledRow>) stream::iterator) {
        if (labelled.row().decision().readiness() == Readiness.READY
            && labelled.outcome() instanceof Outcome.Observed(var value)
            && Double.isFinite(value)) {
          rows.add(labelled.row());
          outcomes.add(value);
        } else {
          leftOut++;
        }
      }
    }
    if (rows.isEmpty()) {
      throw new WrongUseException(
          "no row of " + parquet + " is ready and has a known outcome (" + leftOut + " are not)");
    }
    var parent = parquet.toAbsolutePath().getParent();
    return new UsableRows(
        rows,
        outcomes.stream().mapToDouble(Double::doubleValue).toArray(),
        leftOut,
        Sha256.hex(parquet),
        new TensorFiles(new OutputFolder(parent == null ? Path.of("") : parent)));
  }

  /** Refuses outcomes that nothing of this package is measured for. */
  static void checkOutcome(StudyDefinition study) throws WrongUseException {
    var other =
        switch (study.outcome()) {
          case OutcomeDefinition.Binary _, OutcomeDefinition.TimeTo _ -> "";
          case OutcomeDefinition.TimeToEvent _ -> "a time to an event with censoring";
          case OutcomeDefinition.MultiClass classes ->
              "one of " + classes.names().size() + " classes";
        };
    if (!other.isEmpty()) {
      throw new WrongUseException(
          "budget, tolerance and leakage are measured for yes-or-no outcomes and for quantities;"
              + " the outcome of study '"
              + study.name()
              + "' is "
              + other);
    }
  }

  List<SubjectId> subjects() {
    return rows.stream().map(FeatureRow::subject).toList();
  }

  BudgetRun.Part part(List<Integer> chosen) {
    return new BudgetRun.Part(
        chosen.stream().map(rows::get).toList(),
        chosen.stream().mapToDouble(row -> outcomes[row]).toArray());
  }
}
