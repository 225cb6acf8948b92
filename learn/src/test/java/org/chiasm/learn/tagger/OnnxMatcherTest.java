package org.chiasm.learn.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasm.note.Finding;
import org.chiasm.note.NoteReader;
import org.chiasm.note.context.Context;
import org.chiasm.note.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real inference on a tiny model made here: a table of scores looked up by piece (Gather). */
class OnnxMatcherTest {
  private static final List<String> VOCABULARY =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "sugar", "##sick", "##ness", "gout", "no", ".");

  @TempDir private Path folder;

  @Test
  void aModelOfPiecesMarksMentionsWithTheirPlaces() throws IOException {
    Files.write(folder.resolve("vocab.txt"), VOCABULARY);
    contract(
        """
        {"kind": "token-classification", "model": "model.onnx", "output": "logits",
         "inputs": {"ids": "input_ids"}, "tokenizer": {"type": "wordpiece", "vocabulary": "vocab.txt"},
         "labels": ["O", "B-diabetes", "I-diabetes"]}
        """);
    float[][] table = new float[VOCABULARY.size()][];
    for (int i = 0; i < table.length; i++) {
      table[i] = new float[] {5, 0, 0};
    }
    table[4] = new float[] {0, 5, 0};
    model(table, false);
    try (var matcher = OnnxMatcher.open(folder)) {
      String text = "No Sugarsickness. Sugar in tea.\nPMH:\nSUGARSICKNESS";
      var findings = new NoteReader(Language.english(), matcher).read(text).findings();
      assertThat(findings)
          .extracting(finding -> finding.span().of(text))
          .containsExactly("Sugarsickness", "Sugar", "SUGARSICKNESS");
      assertThat(findings).extracting(Finding::group).containsOnly("diabetes");
      assertThat(findings.getFirst().context().negation()).isEqualTo(Context.Negation.NEGATED);
      assertThat(findings.getLast().context().temporality())
          .isEqualTo(Context.Temporality.HISTORICAL);
    }
  }

  @Test
  void aModelOfSentencesNamesWhatASentenceIsAbout() throws IOException {
    contract(
        """
        {"kind": "sentence-classification", "tokenizer": {"type": "hashing", "buckets": 64},
         "labels": ["dementia", "cancer"], "threshold": 0.5}
        """);
    float[][] table = new float[64][];
    for (int i = 0; i < table.length; i++) {
      table[i] = new float[] {-1, -1};
    }
    table[(int) new HashingTokenizer(64).bucket("forgetful")] = new float[] {30, -1};
    model(table, true);
    try (var matcher = OnnxMatcher.open(folder)) {
      String text = "She is forgetful. He is well.";
      var findings = new NoteReader(Language.english(), matcher).read(text).findings();
      assertThat(findings)
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.group()).isEqualTo("dementia");
                assertThat(finding.span().of(text)).isEqualTo("She is forgetful.");
              });
    }
  }

  @Test
  void aContractThatDoesNotFitIsNamed() throws IOException {
    contract(
        """
        {"tokenizer": {"type": "hashing", "buckets": 2}, "labels": ["O", "B-diabets"]}
        """);
    model(new float[][] {{1, 0}, {1, 0}}, false);
    assertThatThrownBy(() -> OnnxMatcher.open(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("B-diabets");
    contract(
        """
        {"tokenizer": {"type": "hashing", "buckets": 2}, "labels": ["O"], "output": "scores"}
        """);
    assertThatThrownBy(() -> OnnxMatcher.open(folder)).hasMessageContaining("scores");
    contract("{\"labels\": [\"O\"], \"kind\": \"magic\"}");
    assertThatThrownBy(() -> OnnxMatcher.open(folder)).hasMessageContaining("magic");
    Files.writeString(folder.resolve("model.onnx"), "no model");
    contract("{\"tokenizer\": {\"type\": \"hashing\"}, \"labels\": [\"O\"]}");
    assertThatThrownBy(() -> OnnxMatcher.open(folder)).hasMessageContaining("cannot be opened");
  }

  @Test
  void wordsAreCutIntoTheLongestPieces() {
    var pieces = new WordPieceTokenizer(VOCABULARY, true).cut("Sugarsick gout, gouts", 0, 21, 16);
    assertThat(pieces.ids()).containsExactly(2, 4, 5, 7, 1, 1, 3);
    assertThat(pieces.starts()).containsExactly(-1, 0, 5, 10, 14, 16, -1);
    assertThat(pieces.ends()).containsExactly(-1, 5, 9, 14, 15, 21, -1);
    assertThat(new WordPieceTokenizer(VOCABULARY, true).cut("no no no no", 0, 11, 4).ids())
        .containsExactly(2, 8, 8, 3);
  }

  private void contract(String json) throws IOException {
    Files.writeString(folder.resolve("matcher.json"), json);
  }

  /** Scores of each piece, or their mean over the sentence. */
  private void model(float[][] table, boolean mean) throws IOException {
    var weights =
        OnnxMl.TensorProto.newBuilder()
            .setName("table")
            .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
            .addDims(table.length)
            .addDims(table[0].length);
    for (float[] row : table) {
      for (float score : row) {
        weights.addFloatData(score);
      }
    }
    var graph =
        OnnxMl.GraphProto.newBuilder()
            .setName("lookup")
            .addInitializer(weights)
            .addInput(TextNetwork.value("input_ids", OnnxMl.TensorProto.DataType.INT64, 2))
            .addOutput(TextNetwork.value("logits", OnnxMl.TensorProto.DataType.FLOAT, mean ? 2 : 3))
            .addNode(
                OnnxMl.NodeProto.newBuilder()
                    .setOpType("Gather")
                    .addInput("table")
                    .addInput("input_ids")
                    .addOutput(mean ? "scores" : "logits"));
    if (mean) {
      graph.addNode(
          OnnxMl.NodeProto.newBuilder()
              .setOpType("ReduceMean")
              .addInput("scores")
              .addOutput("logits")
              .addAttribute(attribute("axes", 1))
              .addAttribute(
                  OnnxMl.AttributeProto.newBuilder()
                      .setName("keepdims")
                      .setType(OnnxMl.AttributeProto.AttributeType.INT)
                      .setI(0)));
    }
    var model =
        OnnxMl.ModelProto.newBuilder()
            .setIrVersion(7)
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(13))
            .setGraph(graph)
            .build();
    Files.write(folder.resolve("model.onnx"), model.toByteArray());
  }

  private static OnnxMl.AttributeProto attribute(String name, long value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INTS)
        .addInts(value)
        .build();
  }
}
