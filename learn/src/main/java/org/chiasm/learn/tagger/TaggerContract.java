package org.chiasm.learn.tagger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model's folder says of it, in {@code matcher.json}: what it classifies, how its text
 * becomes numbers, what its inputs and labels are called.
 *
 * @param kind what gets a label
 * @param model the file of the model, in the folder
 * @param ids the input that takes the numbers, shape [1, pieces]
 * @param mask the input that takes a one for each number, or empty
 * @param types the input that takes a zero for each number, or empty
 * @param output the output: [1, pieces, labels] for pieces, [1, labels] for sentences
 * @param tokenizer how text becomes numbers
 * @param piecesMax how many pieces of a sentence it is given, at most
 * @param labels what the places of the output mean: {@code O} for nothing, {@code B-group} and
 *     {@code I-group} (or {@code group}) for the pieces of a mention
 * @param threshold the probability from which a label counts
 */
record TaggerContract(
    Kind kind,
    Path model,
    String ids,
    String mask,
    String types,
    String output,
    PieceTokenizer tokenizer,
    int piecesMax,
    List<String> labels,
    double threshold) {
  /** The file's name. */
  static final String FILE = "matcher.json";

  private static final int PIECES_DEFAULT = 256;
  private static final int BUCKETS_DEFAULT = 65_536;
  private static final double THRESHOLD_DEFAULT = 0.5;

  /** What gets a label. */
  enum Kind {
    TOKEN_CLASSIFICATION,
    SENTENCE_CLASSIFICATION
  }

  TaggerContract {
    labels = List.copyOf(labels);
    if (labels.isEmpty()) {
      throw new IllegalArgumentException(FILE + " names no labels");
    }
    if (piecesMax < 4) {
      throw new IllegalArgumentException(
          FILE + " needs max_tokens of at least 4, got " + piecesMax);
    }
  }

  /**
   * Reads the contract of a folder.
   *
   * @throws IllegalArgumentException if the file does not say what is needed
   */
  static TaggerContract read(Path folder) throws IOException {
    var file = folder.resolve(FILE);
    JsonNode json;
    try {
      json = JsonMapper.builder().build().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
    var labels = new ArrayList<String>();
    json.path("labels").forEach(label -> labels.add(label.asText()));
    var inputs = json.path("inputs");
    return new TaggerContract(
        kind(json.path("kind").asText("token-classification")),
        folder.resolve(json.path("model").asText("model.onnx")),
        inputs.path("ids").asText("input_ids"),
        inputs.path("mask").asText(""),
        inputs.path("types").asText(""),
        json.path("output").asText("logits"),
        tokenizer(folder, json.path("tokenizer")),
        json.path("max_tokens").asInt(PIECES_DEFAULT),
        labels,
        json.path("threshold").asDouble(THRESHOLD_DEFAULT));
  }

  private static Kind kind(String name) {
    return switch (name) {
      case "token-classification" -> Kind.TOKEN_CLASSIFICATION;
      case "sentence-classification" -> Kind.SENTENCE_CLASSIFICATION;
      default ->
          throw new IllegalArgumentException(
              FILE
                  + " has kind '"
                  + name
                  + "'; expected token-classification or sentence-classification");
    };
  }

  private static PieceTokenizer tokenizer(Path folder, JsonNode json) throws IOException {
    String type = json.path("type").asText("wordpiece");
    return switch (type) {
      case "wordpiece" ->
          new WordPieceTokenizer(
              Files.readAllLines(folder.resolve(json.path("vocabulary").asText("vocab.txt"))),
              json.path("lower_case").asBoolean(true));
      case "hashing" -> new HashingTokenizer(json.path("buckets").asInt(BUCKETS_DEFAULT));
      default ->
          throw new IllegalArgumentException(
              FILE + " has tokenizer type '" + type + "'; expected wordpiece or hashing");
    };
  }
}
