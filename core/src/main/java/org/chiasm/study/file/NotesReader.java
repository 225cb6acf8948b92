package org.chiasm.study.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition.Notes;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Section;

/** Reads a text input of the words of notes. */
final class NotesReader {
  /** What stands for notes of any kind. */
  static final String ALL = "all";

  private final ConceptNames concepts;
  private final Optional<Duration> predictionDelay;

  NotesReader(ConceptNames concepts, Optional<Duration> predictionDelay) {
    this.concepts = concepts;
    this.predictionDelay = predictionDelay;
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
        section.get("window").flatMap(field -> Spelling.windowUntilPrediction(field, predictionDelay));
    var missing = InputReader.missing(section);
    return window.map(each -> new Notes(name, kinds, words, each, missing));
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
