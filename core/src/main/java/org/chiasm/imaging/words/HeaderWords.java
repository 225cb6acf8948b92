package org.chiasm.imaging.words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Words for views, planes and contrast, from {@code views-and-contrast.tsv}. */
public final class HeaderWords {
  private static final HeaderWords SHIPPED = load();

  private final Map<String, List<String>> views;
  private final Map<String, List<String>> planes;
  private final Map<String, List<String>> contrast;
  private final Map<String, List<String>> sides;
  private final Map<String, List<String>> eyes;
  private final Map<String, List<String>> viewCodes;

  private HeaderWords(Map<String, Map<String, List<String>>> byKind) {
    this.views = byKind.getOrDefault("view", Map.of());
    this.planes = byKind.getOrDefault("plane", Map.of());
    this.contrast = byKind.getOrDefault("contrast", Map.of());
    this.sides = byKind.getOrDefault("side", Map.of());
    this.eyes = byKind.getOrDefault("eye", Map.of());
    this.viewCodes = byKind.getOrDefault("view_code", Map.of());
  }

  /** The table that ships with Chiasm. */
  public static HeaderWords shipped() {
    return SHIPPED;
  }

  /** The views a text names, such as {@code PA}; none if it names none. */
  public NavigableSet<String> viewsIn(String text) {
    var description = DescriptionWords.of(text);
    var phrases = new TreeMap<String, String>();
    views.forEach(
        (view, words) ->
            words.stream().filter(description::contains).forEach(word -> phrases.put(word, view)));
    var found = new TreeSet<String>();
    phrases.forEach(
        (phrase, view) -> {
          if (phrases.keySet().stream().noneMatch(longer -> isPart(phrase, longer))) {
            found.add(view);
          }
        });
    if (found.contains("PA") || found.contains("AP")) {
      found.remove("FRONTAL");
    }
    return found;
  }

  /** {@code LATERAL} is part of {@code LATERAL DECUBITUS}, which is another view. */
  private static boolean isPart(String phrase, String longer) {
    return !phrase.equals(longer) && (" " + longer + " ").contains(" " + phrase + " ");
  }

  /** The view a coded concept of ViewCodeSequence stands for; empty if the table has none. */
  public Optional<String> viewOfCode(String code) {
    return viewCodes.entrySet().stream()
        .filter(entry -> entry.getValue().contains(code.strip()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The sides a text names: {@code left}, {@code right}, {@code both}. */
  public NavigableSet<String> sidesIn(String text) {
    return named(sides, text);
  }

  /** The eyes a text names, by the words of ophthalmology too: OD, OS, OU. */
  public NavigableSet<String> eyesIn(String text) {
    var found = named(eyes, text);
    found.addAll(sidesIn(text));
    return found;
  }

  /** The planes a text names, such as {@code AXIAL}. */
  public NavigableSet<String> planesIn(String text) {
    return named(planes, text);
  }

  /** Whether a ContrastBolusAgent says that there was none. */
  public boolean saysNoAgent(String agent) {
    return contrast.getOrDefault("agent_none", List.of()).contains(wordOf(agent))
        || saysWithoutContrast(agent);
  }

  /** Whether a text says that no contrast medium was used. */
  public boolean saysWithoutContrast(String text) {
    return DescriptionWords.of(text).containsAny(contrast.getOrDefault("without", List.of()));
  }

  /** Whether a text speaks of contrast medium; ask first whether it says that none was used. */
  public boolean saysWithContrast(String text) {
    return DescriptionWords.of(text).containsAny(contrast.getOrDefault("with", List.of()));
  }

  private static String wordOf(String text) {
    return String.join(" ", DescriptionWords.of(text).words());
  }

  private static NavigableSet<String> named(Map<String, List<String>> table, String text) {
    var description = DescriptionWords.of(text);
    var found = new TreeSet<String>();
    table.forEach(
        (name, words) -> {
          if (description.containsAny(words)) {
            found.add(name);
          }
        });
    return found;
  }

  private static HeaderWords load() {
    var byKind = new LinkedHashMap<String, Map<String, List<String>>>();
    for (var row : TableFile.rows("views-and-contrast.tsv")) {
      byKind
          .computeIfAbsent(TableFile.cell(row, "kind"), _ -> new LinkedHashMap<>())
          .put(TableFile.cell(row, "name"), TableFile.list(row, "words"));
    }
    return new HeaderWords(byKind);
  }
}
