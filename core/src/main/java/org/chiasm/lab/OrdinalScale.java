package org.chiasm.lab;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chiasm.study.Concept;

/**
 * What an ordinal result means among the answers of a category concept: {@code neg.} is the label
 * that lists {@code negative}, and {@code 2+} that which lists {@code 2+} or, where no degree is
 * listed anywhere, {@code positive}. Safe for use by many threads.
 */
public final class OrdinalScale {
  private static final Set<OrdinalResult> DEGREES =
      Collections.unmodifiableSet(
          EnumSet.of(
              OrdinalResult.ONE_PLUS,
              OrdinalResult.TWO_PLUS,
              OrdinalResult.THREE_PLUS,
              OrdinalResult.FOUR_PLUS));

  private final Map<OrdinalResult, String> labels = new EnumMap<>(OrdinalResult.class);

  /** The scale of a concept; an ordinal that two labels list means neither. */
  public OrdinalScale(Concept.Category concept) {
    var several = EnumSet.noneOf(OrdinalResult.class);
    var listed = new LinkedHashMap<String, Set<OrdinalResult>>();
    concept
        .categories()
        .forEach(
            (label, answers) -> {
              var ordinals = EnumSet.noneOf(OrdinalResult.class);
              answers.stream()
                  .filter(answer -> answer.system().isEmpty())
                  .flatMap(answer -> OrdinalResult.parse(answer.value()).stream())
                  .forEach(ordinals::add);
              listed.put(label, ordinals);
            });
    listed.forEach(
        (label, ordinals) -> {
          for (var ordinal : ordinals) {
            if (labels.put(ordinal, label) != null) {
              several.add(ordinal);
            }
          }
        });
    labels.keySet().removeAll(several);
    var positive = labels.get(OrdinalResult.POSITIVE);
    if (positive != null
        && listed.values().stream().noneMatch(each -> each.stream().anyMatch(DEGREES::contains))) {
      DEGREES.forEach(degree -> labels.put(degree, positive));
    }
  }

  /** The label a feed's words mean; empty where they are no ordinal or none that is listed. */
  public Optional<String> label(String text) {
    return labels.isEmpty() ? Optional.empty() : OrdinalResult.parse(text).map(labels::get);
  }
}
