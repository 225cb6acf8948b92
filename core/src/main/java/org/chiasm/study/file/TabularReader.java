package org.chiasm.study.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition.Reduce;
import org.chiasm.study.InputDefinition.Tabular;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.Section;
import org.chiasm.study.yaml.Words;

/** Reads a tabular input; its concept decides which reductions it may have. */
final class TabularReader {
  static final Map<String, Reduce> REDUCTIONS = Words.of(Reduce.values());
  private static final Map<String, Reduce> CHOICES =
      Words.of(Reduce.LAST, Reduce.FIRST, Reduce.NEAREST);
  private static final Map<String, Reduce> HAPPENINGS = Words.of(Reduce.EXISTS, Reduce.COUNT);

  /** Stands for a window with a problem; a study with one is never handed out. */
  private static final TimeWindow UNKNOWN = always(Duration.ZERO);

  private final ConceptNames concepts;
  private final Optional<Duration> predictionDelay;

  TabularReader(ConceptNames concepts, Optional<Duration> predictionDelay) {
    this.concepts = concepts;
    this.predictionDelay = predictionDelay;
  }

  /** One input, or one for each reduction where they are a list, in its order. */
  List<Tabular> read(String name, Section section) {
    var concept = section.get("concept").flatMap(concepts::use);
    var window = window(section, concept);
    var missing = InputReader.missing(section);
    var reductions = reductions(name, section, concept);
    var inputs = new ArrayList<Tabular>();
    reductions.forEach(
        (column, reduce) ->
            inputs.add(
                new Tabular(
                    column,
                    concept.map(Concept::name).orElse(""),
                    window.orElse(UNKNOWN),
                    reduce,
                    missing)));
    return inputs;
  }

  private Optional<TimeWindow> window(Section section, Optional<Concept> concept) {
    var field = section.get("window");
    if (field.isPresent()) {
      return Spelling.windowUntilPrediction(field.get(), predictionDelay);
    }
    if (concept.isPresent() && concept.get() instanceof Concept.Demographic) {
      return predictionDelay.map(TabularReader::always);
    }
    section.allow(
        new Keys(InputReader.TABULAR.section(), List.of("window"), InputReader.TABULAR.names()));
    return Optional.empty();
  }

  private static TimeWindow always(Duration end) {
    return new TimeWindow(
        new TimeWindow.Bound(TimeWindow.UNBOUNDED_PAST, false), new TimeWindow.Bound(end, true));
  }

  private static Map<String, Reduce> reductions(
      String name, Section section, Optional<Concept> concept) {
    var allowed = concept.map(TabularReader::allowed).orElse(REDUCTIONS);
    var field = section.get("reduce");
    if (field.isEmpty()) {
      return Map.of(name, defaultOf(concept));
    }
    if (!field.get().isList()) {
      return Map.of(name, field.get().oneOf(allowed).orElse(Reduce.LAST));
    }
    var seen = new LinkedHashSet<Reduce>();
    for (var item : field.get().items("at least one of " + String.join(", ", allowed.keySet()))) {
      var reduce = item.oneOf(allowed);
      if (reduce.isPresent() && !seen.add(reduce.get())) {
        item.reject(item.describe() + " a second time", "each reduction once", "");
      }
    }
    var inputs = new LinkedHashMap<String, Reduce>();
    seen.forEach(each -> inputs.put(name + "_" + each.name().toLowerCase(Locale.ROOT), each));
    if (inputs.isEmpty()) {
      inputs.put(name, Reduce.LAST);
    }
    return inputs;
  }

  private static Map<String, Reduce> allowed(Concept concept) {
    return switch (concept) {
      case Concept.Measurement _ -> REDUCTIONS;
      case Concept.Category _, Concept.Demographic _ -> CHOICES;
      case Concept.Occurrence _, Concept.Stay _ -> HAPPENINGS;
    };
  }

  private static Reduce defaultOf(Optional<Concept> concept) {
    return concept.isPresent()
            && (concept.get() instanceof Concept.Occurrence
                || concept.get() instanceof Concept.Stay)
        ? Reduce.EXISTS
        : Reduce.LAST;
  }
}
