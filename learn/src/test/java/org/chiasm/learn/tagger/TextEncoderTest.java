package org.chiasm.learn.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.chiasm.Tensor;
import org.chiasm.learn.NotesCohort;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.Provenance;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.TextEncoderRule;
import org.chiasm.study.TextEncoderRule.Pooling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextEncoderTest {
  private static final byte[] ONNX = TextNetwork.onnx("input_ids", "last_hidden_state");

  private static TextEncoderRule.Given rule(Pooling pooling, int tokens) {
    return new TextEncoderRule.Given("nets/note.onnx", "nets/vocab.txt", true, pooling, tokens);
  }

  private static TextEncoder encoder(Pooling pooling, int tokens) {
    return new TextEncoder(rule(pooling, tokens), ONNX, TextNetwork.vocabulary());
  }

  private static float[] mean(int... tokens) {
    return new float[] {
      (float) IntStream.of(tokens).average().orElseThrow(),
      (float) IntStream.of(tokens).map(token -> token * token).average().orElseThrow()
    };
  }

  @Test
  void theNumbersOfATextAreThoseOfItsTokensTogetherOrOfTheFirst() {
    assertThat(encoder(Pooling.MEAN, 512).encode(List.of("No Hemoptysis.")).orElseThrow())
        .containsExactly(mean(2, 4, 5, 6, 7, 9, 3));
    assertThat(encoder(Pooling.CLS, 512).encode(List.of("No Hemoptysis.")).orElseThrow())
        .containsExactly(2, 4);
    assertThat(encoder(Pooling.MEAN, 512).width()).isEqualTo(2);
    assertThat(encoder(Pooling.MEAN, 512).encode(List.of("", " \n"))).isEmpty();
  }

  @Test
  void longNotesAreReadInPartsThatWeighWhatTheyHold() {
    var parts = encoder(Pooling.MEAN, 5).encode(List.of("no fever . no", "fever")).orElseThrow();
    var first = mean(2, 4, 8, 9, 3);
    var second = mean(2, 4, 3);
    var third = mean(2, 8, 3);
    for (int i = 0; i < 2; i++) {
      assertThat(parts[i])
          .isCloseTo((3 * first[i] + second[i] + third[i]) / 5, Offset.offset(1e-5f));
    }
  }

  @Test
  void filesThatDoNotKeepTheContractAreRefusedWithTheReason() {
    var rule = rule(Pooling.MEAN, 8);
    assertThat(TextEncoder.problem(rule, ONNX, TextNetwork.vocabulary())).isEmpty();
    assertThat(
            TextEncoder.problem(
                rule, TextNetwork.onnx("tokens", "last_hidden_state"), TextNetwork.vocabulary()))
        .hasValueSatisfying(words -> assertThat(words).contains("tokens").contains("input_ids"));
    assertThat(TextEncoder.problem(rule, ONNX, "a\nb\n".getBytes(StandardCharsets.UTF_8)))
        .hasValueSatisfying(words -> assertThat(words).contains("[CLS]"));
    assertThat(TextEncoder.problem(rule, new byte[] {1, 2}, TextNetwork.vocabulary()))
        .hasValueSatisfying(words -> assertThat(words).contains("ONNX Runtime"));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Files(Map<String, Tensor> tensors) implements TensorSource {
    @Override
    public Optional<Tensor> tensor(String reference) {
      return Optional.ofNullable(tensors.get(reference));
    }

    @Override
    public Optional<byte[]> encoder(String path) {
      return path.equals("nets/note.onnx")
          ? Optional.of(ONNX)
          : path.equals("nets/vocab.txt")
              ? Optional.of(TextNetwork.vocabulary())
              : Optional.empty();
    }
  }

  /** Rows whose words say nothing; what the encoder made of the notes tells the outcome. */
  @Test
  void earlyFusionIiReadsWhatTheEncoderMadeOfNotesAndTheBundleCarriesIt(@TempDir Path folder)
      throws IOException {
    var cohort = new NotesCohort(90, 4);
    var outcomes = cohort.outcomes();
    var rows = new ArrayList<FeatureRow>();
    var tensors =
        Map.of("t0", Tensor.of(new float[] {0, 1}, 2), "t1", Tensor.of(new float[] {1, 0}, 2));
    for (int i = 0; i < cohort.rows().size(); i++) {
      var cells = new LinkedHashMap<String, InputCell>(cohort.rows().get(i).cells());
      var counts = NotesCohort.words("chest ct " + (i % 3 == 0 ? "ordered" : "done")).counts();
      var value = new InputCell.Value.Words(counts, "t" + (int) outcomes[i]);
      cells.put(NotesCohort.INPUT, SyntheticCohort.present(value, 1));
      rows.add(NotesCohort.row(i, cells));
    }
    var plain = NotesCohort.study(List.of(FusionStrategy.EARLY_I, FusionStrategy.EARLY_II));
    var notes = (InputDefinition.Notes) plain.inputs().getLast();
    var study =
        plain.withInputs(
            List.of(
                plain.inputs().getFirst(),
                new InputDefinition.Notes(
                    notes.name(),
                    notes.kinds(),
                    notes.words(),
                    rule(Pooling.MEAN, 64),
                    notes.window(),
                    notes.missing())));
    var source = new Files(tensors);
    var model =
        TrainedStudy.fit(
            study,
            rows,
            outcomes,
            SubjectSplit.of(study.split(), rows, outcomes).getFirst(),
            new TensorFeatures(source),
            SyntheticCohort.quickTraining(3));
    assertThat(model.encoder().features().stream().filter(each -> !each.isOriginal()))
        .extracting(each -> each.name())
        .containsExactly("words.given_0", "words.given_1");
    var early = model.fitted(new StrategyKey.Fused(FusionStrategy.EARLY_II)).orElseThrow().best();
    double[] scores = early.scores(model.encode(rows, new TensorFeatures(source)));
    double lowestEvent = Double.POSITIVE_INFINITY;
    double highestOther = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      if (outcomes[i] == 1) {
        lowestEvent = Math.min(lowestEvent, scores[i]);
      } else {
        highestOther = Math.max(highestOther, scores[i]);
      }
    }
    assertThat(lowestEvent).isGreaterThan(highestOther);

    var bundle = new ModelBundle("study: x\n", model, new Provenance("0", 3, Map.of(), Map.of()));
    bundle.save(folder.resolve("model"));
    var loaded = ModelBundle.load(folder.resolve("model"));
    assertThat(loaded.model().encoder()).isEqualTo(model.encoder());
    assertThat(folder.resolve("model").resolve(ModelBundle.onnx("words"))).hasBinaryContent(ONNX);
    assertThat(folder.resolve("model").resolve(ModelBundle.vocabulary("words")))
        .hasBinaryContent(TextNetwork.vocabulary());
    assertThat(loaded.predict(rows, new Files(tensors))).isEqualTo(bundle.predict(rows, source));
  }
}
