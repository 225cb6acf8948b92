package org.chiasm.learn.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasm.Tensor;
import org.chiasm.learn.NotesCohort;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.Provenance;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.explain.RowExplainer;
import org.chiasm.learn.explain.WordOcclusion;
import org.chiasm.note.text.WordCounts;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of notes through every strategy. */
class NotesFusionTest {
  private static final StudyDefinition STUDY = NotesCohort.study(List.of(FusionStrategy.values()));
  private static final TensorSource NONE = _ -> Optional.<Tensor>empty();

  private final NotesCohort cohort = new NotesCohort(240, 11);
  private final Partition partition =
      SubjectSplit.of(STUDY.split(), cohort.rows(), cohort.outcomes()).getFirst();

  private static final class Clean {
    private static final TrainedStudy FITTED = fitted();

    private static TrainedStudy fitted() {
      var test = new NotesFusionTest();
      return test.fit(test.cohort.rows(), test.cohort.outcomes());
    }
  }

  private TrainedStudy fit(List<FeatureRow> rows, double[] outcomes) {
    return TrainedStudy.fit(
        STUDY,
        rows,
        outcomes,
        partition,
        new TensorFeatures(NONE),
        SyntheticCohort.quickTraining(3));
  }

  private static FeatureRow with(FeatureRow row, InputCell cell) {
    var cells = new LinkedHashMap<String, InputCell>(row.cells());
    cells.put(NotesCohort.INPUT, cell);
    return new FeatureRow(
        row.subject(),
        row.triggerSource(),
        row.triggerTime(),
        row.predictionTime(),
        row.decision(),
        cells);
  }

  private static Map<String, String> files(TrainedStudy study, Path folder) throws IOException {
    new ModelBundle("study: x\n", study, new Provenance("0", 3, Map.of(), Map.of())).save(folder);
    var files = new TreeMap<String, String>();
    try (var listed = Files.list(folder)) {
      for (var file : listed.toList()) {
        var bytes = Files.readAllBytes(file);
        files.put(
            file.getFileName().toString(),
            new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  @Test
  void otherWordsInHeldOutRowsChangeNotOneByteOfTheModel(@TempDir Path folder) throws Exception {
    var rows = new ArrayList<>(cohort.rows());
    var outcomes = cohort.outcomes();
    for (int row : partition.heldOut()) {
      rows.set(
          row,
          with(
              rows.get(row),
              SyntheticCohort.present(
                  NotesCohort.words("poison poison hemoptysis ".repeat(40)), 9_000)));
      outcomes[row] = 1 - outcomes[row];
    }
    assertThat(files(fit(rows, outcomes), folder.resolve("poisoned")))
        .isEqualTo(files(Clean.FITTED, folder.resolve("clean")));
  }

  @Test
  void otherWordsInTuningRowsChangeNoWordAndNoWeightOfAWord() {
    var rows = new ArrayList<>(cohort.rows());
    for (int row : partition.tuning()) {
      rows.set(
          row,
          with(rows.get(row), SyntheticCohort.present(NotesCohort.words("poison ".repeat(9)), 1)));
    }
    var poisoned = fit(rows, cohort.outcomes());
    assertThat(poisoned.encoder()).isEqualTo(Clean.FITTED.encoder());
    assertThat(poisoned.reference()).isEqualTo(Clean.FITTED.reference());
  }

  @Test
  void everyStrategyLearnsWhatTheNotesSayAndLoadsAgain(@TempDir Path folder) throws Exception {
    assertThat(Clean.FITTED.notTrained()).isEmpty();
    var files = files(Clean.FITTED, folder);
    assertThat(files.toString()).doesNotContainIgnoringCase("hemoptysis");
    var loaded = ModelBundle.load(folder);
    assertThat(loaded.model().encoder()).isEqualTo(Clean.FITTED.encoder());
    assertThat(loaded.predict(cohort.rows(), NONE))
        .isEqualTo(
            new ModelBundle("study: x\n", Clean.FITTED, new Provenance("0", 3, Map.of(), Map.of()))
                .predict(cohort.rows(), NONE));

    var bleeding = with(cohort.rows().getFirst(), note("Admitted. Hemoptysis. filler1 filler2"));
    var denied = with(cohort.rows().getFirst(), note("Admitted. No hemoptysis. filler1 filler2"));
    var absent = with(cohort.rows().getFirst(), SyntheticCohort.missing());
    var matrix = Clean.FITTED.encode(List.of(bleeding, denied, absent), new TensorFeatures(NONE));
    for (var strategy : Clean.FITTED.fitted()) {
      if (strategy.key().id().equals("single:tabular")) {
        continue;
      }
      double[] scores = strategy.best().scores(matrix);
      assertThat(scores[0]).as(strategy.key().id()).isGreaterThan(scores[1]);
      assertThat(scores[2]).as(strategy.key().id()).isFinite();
    }
  }

  private static InputCell note(String text) {
    return SyntheticCohort.present(NotesCohort.words(text), 2);
  }

  @Test
  void anExplanationFindsTheBranchAndTheWord() {
    var early = Clean.FITTED.fitted(new StrategyKey.Fused(FusionStrategy.EARLY_I)).orElseThrow();
    var row = with(cohort.rows().getFirst(), note("Admitted. No hemoptysis. filler1 filler2"));
    var explained =
        new RowExplainer(
                STUDY,
                (rows, tensors) ->
                    early
                        .with(LearnerKind.LINEAR)
                        .scores(Clean.FITTED.encode(rows, new TensorFeatures(tensors))),
                NONE)
            .explain(row);
    var text =
        explained.root().parts().stream()
            .filter(part -> part.name().equals("text"))
            .findFirst()
            .orElseThrow();
    assertThat(text.contribution()).isNegative();

    var found =
        new WordOcclusion(
                (rows, tensors) ->
                    early
                        .with(LearnerKind.LINEAR)
                        .scores(Clean.FITTED.encode(rows, new TensorFeatures(tensors))),
                NONE,
                Clean.FITTED.encoder())
            .strongest((InputDefinition.Notes) STUDY.inputs().get(1), row);
    var telling = WordCounts.of(List.of("no hemoptysis"));
    var buckets = new ArrayList<Integer>();
    for (int i = 0; i < telling.size(); i++) {
      buckets.add(telling.bucket(i));
    }
    assertThat(buckets).contains(found.getFirst().bucket());
    assertThat(found.getFirst().move()).isNegative();
  }
}
