package org.chiasm.app.limits;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.Sha256;
import org.chiasm.app.files.TensorFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.learn.outcome.KnownRows;
import org.chiasm.learn.outcome.OutcomeKind;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.StudyDefinition;

/**
 * The rows of a file that are ready and have a known outcome, in file order.
 *
 * @param leftOut how many others there are
 * @param sha256 of the file
 * @param tensors what the rows refer to
 */
record UsableRows(KnownRows known, long leftOut, String sha256, TensorFiles tensors) {
  UsableRows {
    requireNonNull(known, "known");
    requireNonNull(sha256, "sha256");
    requireNonNull(tensors, "tensors");
  }

  static UsableRows read(Path parquet, StudyDefinition study)
      throws IOException, WrongUseException {
    if (!Files.isRegularFile(parquet)) {
      throw new WrongUseException(
          "no rows at " + parquet + "; give a rows.parquet made by chiasm rows");
    }
    List<LabelledRow> all;
    try (var reader = RowsReader.open(parquet, study);
        var stream = reader.rows()) {
      all = stream.toList();
    }
    var known = KnownRows.of(OutcomeKind.of(study), all);
    int leftOut = all.size() - known.size();
    if (known.size() == 0) {
      throw new WrongUseException(
          "no row of " + parquet + " is ready and has a known outcome (" + leftOut + " are not)");
    }
    var parent = parquet.toAbsolutePath().getParent();
    return new UsableRows(
        known,
        leftOut,
        Sha256.hex(parquet),
        new TensorFiles(new OutputFolder(parent == null ? Path.of("") : parent)));
  }
}
