package org.chiasm.app.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasm.NpyFormat;
import org.chiasm.Tensor;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.Sha256;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.learn.tagger.TextEncoder;
import org.chiasm.record.Timeline;
import org.chiasm.row.ConceptIndex;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Moment;
import org.chiasm.row.NoteCells;
import org.chiasm.row.SubjectFacts;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * What given encoders make of the notes of rows, kept as tensors that are named by what they hold:
 * a row refers to numbers, never to text.
 */
final class NoteEncodings {
  private final StudyDefinition study;
  private final ConceptIndex index;
  private final Map<String, TextEncoder> encoders;
  private final OutputFolder out;

  NoteEncodings(StudyFiles files, OutputFolder out) throws WrongUseException {
    this.study = files.study();
    this.index = new ConceptIndex(study);
    this.encoders = files.textEncoders();
    this.out = out;
  }

  /** A row whose words refer to what the input's encoder made of the same notes. */
  LabelledRow with(LabelledRow labelled, Timeline timeline) throws IOException {
    if (encoders.isEmpty()) {
      return labelled;
    }
    var row = labelled.row();
    var facts = new SubjectFacts(index, timeline);
    var moment = new Moment(row.triggerTime(), row.predictionTime());
    var cells = new LinkedHashMap<>(row.cells());
    for (var input : study.inputs()) {
      var encoder = encoders.get(input.name());
      if (encoder != null
          && input instanceof InputDefinition.Notes notes
          && row.cell(input.name()) instanceof InputCell.Present present
          && present.value() instanceof InputCell.Value.Words words) {
        var numbers = encoder.encode(NoteCells.texts(NoteCells.notes(notes, facts, moment)));
        if (numbers.isPresent()) {
          var value = new InputCell.Value.Words(words.counts(), keep(numbers.get()));
          cells.put(
              input.name(),
              new InputCell.Present(
                  value,
                  present.ageHours(),
                  present.unit(),
                  present.origin(),
                  present.assumptions()));
        }
      }
    }
    return new LabelledRow(
        new FeatureRow(
            row.subject(),
            row.triggerSource(),
            row.triggerTime(),
            row.predictionTime(),
            row.decision(),
            cells),
        labelled.outcome());
  }

  private String keep(float[] numbers) throws IOException {
    var bytes = NpyFormat.encode(Tensor.of(numbers, numbers.length));
    var reference = OutputFolder.tensorReference("text-" + Sha256.hex(bytes));
    Path file = out.tensor(reference);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, bytes);
    return reference;
  }
}
