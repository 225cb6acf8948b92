package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own model in place of the lexicon, through the command line. */
class NotesModelTest {
  private static final List<String> VOCABULARY =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "sugar", "##sickness");

  @TempDir private Path folder;

  @Test
  void itsMentionsTakeThePlaceOfTheLexiconsAndTheContextStays() throws IOException {
    Path note = folder.resolve("note.txt");
    Files.writeString(note, "PMH: Sugarsickness.\nHPI: Denies sugar. Hypertension.\n");
    var lexicon = findings("notes", note.toString(), "--language", "en", "--json");
    var own = findings("notes", note.toString(), "--language", "en", "--json", "--model", model());

    assertThat(lexicon.findValuesAsText("group")).containsExactly("hypertension");
    assertThat(own)
        .extracting(each -> each.path("text").asText())
        .containsExactly("Sugarsickness", "sugar");
    assertThat(own.findValuesAsText("group")).containsOnly("diabetes");
    assertThat(own.get(0).at("/context/temporality").asText()).isEqualTo("Historical");
    assertThat(own.get(1).at("/context/negation").asText()).isEqualTo("Negated");
  }

  @Test
  void aFolderWithoutAModelIsSaid() throws IOException {
    Path note = folder.resolve("note.txt");
    Files.writeString(note, "Diabetes.\n");
    var result =
        CommandResult.of("notes", note.toString(), "--model", folder.resolve("nowhere").toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("matcher.json");
    assertThat(result.out()).isEmpty();
  }

  private static JsonNode findings(String... arguments) throws IOException {
    var result = CommandResult.of(arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out()).at("/notes/0/findings");
  }

  /** A table of scores looked up by piece: sugar begins a mention, its ending goes on with it. */
  private String model() throws IOException {
    Path own = Files.createDirectories(folder.resolve("own"));
    Files.write(own.resolve("vocab.txt"), VOCABULARY);
    Files.writeString(
        own.resolve("matcher.json"),
        """
        {"kind": "token-classification", "model": "model.onnx", "output": "logits",
         "inputs": {"ids": "input_ids"}, "tokenizer": {"type": "wordpiece", "vocabulary": "vocab.txt"},
         "labels": ["O", "B-diabetes", "I-diabetes"]}
        """);
    var table =
        OnnxMl.TensorProto.newBuilder()
            .setName("table")
            .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
            .addDims(VOCABULARY.size())
            .addDims(3);
    for (int piece = 0; piece < VOCABULARY.size(); piece++) {
      for (int label = 0; label < 3; label++) {
        table.addFloatData(label == Math.max(0, piece - 3) ? 5 : 0);
      }
    }
    var graph =
        OnnxMl.GraphProto.newBuilder()
            .setName("lookup")
            .addInitializer(table)
            .addInput(value("input_ids", OnnxMl.TensorProto.DataType.INT64, 2))
            .addOutput(value("logits", OnnxMl.TensorProto.DataType.FLOAT, 3))
            .addNode(
                OnnxMl.NodeProto.newBuilder()
                    .setOpType("Gather")
                    .addInput("table")
                    .addInput("input_ids")
                    .addOutput("logits"));
    var file =
        OnnxMl.ModelProto.newBuilder()
            .setIrVersion(7)
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(13))
            .setGraph(graph)
            .build();
    Files.write(own.resolve("model.onnx"), file.toByteArray());
    return own.toString();
  }

  private static OnnxMl.ValueInfoProto value(
      String name, OnnxMl.TensorProto.DataType type, int rank) {
    var shape = OnnxMl.TensorShapeProto.newBuilder();
    for (int i = 0; i < rank; i++) {
      shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("d" + i));
    }
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(shape)))
        .build();
  }
}
