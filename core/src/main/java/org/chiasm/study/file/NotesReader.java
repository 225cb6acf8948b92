package org.chiasm.study.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition.Notes;
import org.chiasm.study.TextEncoderRule;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.Section;
import org.chiasm.study.yaml.Words;

/** Reads a text input of the words of notes. */
final class NotesReader {
  /** What stands for notes of any kind. */
  static final String ALL = "all";

  static final Keys ENCODER =
      Keys.of("an encoder of text")
          .require("onnx", "vocabulary", "case")
          .allow("pooling", "tokens");
  static final Map<String, Boolean> CASES = Map.of("lower", false, "kept", true);
  static final Map<String, TextEncoderRule.Pooling> POOLINGS =
      Words.of(TextEncoderRule.Pooling.values());
  private static final int TOKENS_STANDARD = 512;

  private final ConceptNames concepts;
  private final Optional<Duration> predictionDelay;

  private final EncoderFiles encoders;

  NotesReader(ConceptNames concepts, Optional<Duration> predictionDelay, EncoderFiles encoders) {
    this.concepts = concepts;
    this.predictionDelay = predictionDelay;
    this.encoders = encoders;
  }

  Optional<Notes> read(String name, Section section) {
    var kinds = section.get("notes").map(this::kinds).orElse(List.of());
    int words =
        section
            .get("words")
            .flatMap(
                field ->
                    field.wholeNumber(
                        "at most how many words become columns, 1 to " + Notes.WORDS_MAX,
                        1,
                        Notes.WORDS_MAX))
            .map(Math::toIntExact)
            .orElse(Notes.WORDS_STANDARD);
    var window =
        section
            .get("window")
            .flatMap(field -> Spelling.windowUntilPrediction(field, predictionDelay));
    var missing = InputReader.missing(section);
    TextEncoderRule encoder =
        section
            .get("encoder")
            .<TextEncoderRule>flatMap(this::encoder)
            .orElseGet(TextEncoderRule.None::new);
    return window.map(each -> new Notes(name, kinds, words, encoder, each, missing));
  }

  private Optional<TextEncoderRule.Given> encoder(Field field) {
    var section =
        field
            .section("{onnx: encoder.onnx, vocabulary: vocab.txt, case: lower}")
            .map(present -> present.allow(ENCODER));
    var onnx =
        section
            .flatMap(present -> present.get("onnx"))
            .flatMap(each -> each.text("the path of an ONNX file, from the study file on"));
    var vocabulary =
        section
            .flatMap(present -> present.get("vocabulary"))
            .flatMap(each -> each.text("the path of a vocab.txt, from the study file on"));
    var cased = section.flatMap(present -> present.get("case")).flatMap(each -> each.oneOf(CASES));
    var pooling =
        section
            .flatMap(present -> present.get("pooling"))
            .map(each -> each.oneOf(POOLINGS))
            .orElse(Optional.of(TextEncoderRule.Pooling.MEAN));
    int tokens =
        section
            .flatMap(present -> present.get("tokens"))
            .flatMap(
                each ->
                    each.wholeNumber(
                        "how many tokens it reads at once, 3 to 8192",
                        TextEncoderRule.Given.TOKENS_MIN,
                        TextEncoderRule.Given.TOKENS_MAX))
            .map(Math::toIntExact)
            .orElse(TOKENS_STANDARD);
    if (onnx.isEmpty() || vocabulary.isEmpty() || cased.isEmpty() || pooling.isEmpty()) {
      return Optional.empty();
    }
    var rule =
        new TextEncoderRule.Given(
            onnx.get(), vocabulary.get(), !cased.get(), pooling.get(), tokens);
    var problem = encoders.problem(rule);
    problem.ifPresent(
        words -> field.reject(words, "an ONNX network over tokens of its vocab.txt", ""));
    return problem.isEmpty() ? Optional.of(rule) : Optional.empty();
  }

  /** None for notes of any kind. */
  private List<String> kinds(Field field) {
    var items = field.oneOrMore("all, or a list of concepts that are kinds of notes");
    var kinds = new ArrayList<String>();
    for (var item : items) {
      if (items.size() == 1 && item.raw().strip().equals(ALL)) {
        return List.of();
      }
      var concept = concepts.use(item);
      if (concept.isEmpty()) {
        continue;
      }
      if (!(concept.get() instanceof Concept.Occurrence)) {
        item.reject("a concept that has codes of notes and no unit, or all", "");
      } else if (kinds.contains(concept.get().name())) {
        item.reject(item.describe() + " a second time", "each concept once", "");
      } else {
        kinds.add(concept.get().name());
      }
    }
    return kinds;
  }
}
