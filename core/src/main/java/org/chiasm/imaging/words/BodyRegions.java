package org.chiasm.imaging.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Which regions of the body a text names, from {@code body-parts.tsv}. */
public final class BodyRegions {
  private static final BodyRegions SHIPPED = load();

  private record Region(String name, List<String> words, List<String> phrases) {}

  private record Homonym(String region, List<String> phrases) {}

  private final List<Region> regions;
  private final List<Homonym> homonyms;
  private final Map<String, Set<String>> holds;
  private final Map<String, Set<String>> spans;

  private BodyRegions(
      List<Region> regions,
      List<Homonym> homonyms,
      Map<String, Set<String>> holds,
      Map<String, Set<String>> spans) {
    this.regions = regions;
    this.homonyms = homonyms;
    this.holds = holds;
    this.spans = spans;
  }

  /** The table that ships with Chiasm. */
  public static BodyRegions shipped() {
    return SHIPPED;
  }

  /** The regions a text names, with those they hold; none if it names none. */
  public NavigableSet<String> in(String text) {
    var description = DescriptionWords.of(text);
    var found = new TreeSet<String>();
    for (var region : regions) {
      boolean named =
          region.words().stream().anyMatch(description::containsOrEmbeds)
              || description.containsAny(region.phrases());
      if (named && !isHomonym(region.name(), description)) {
        found.add(region.name());
      }
    }
    for (String region : List.copyOf(found)) {
      found.addAll(holds.getOrDefault(region, Set.of()));
    }
    spans.forEach(
        (region, ends) -> {
          if (found.containsAll(ends)) {
            found.add(region);
          }
        });
    return found;
  }

  private boolean isHomonym(String region, DescriptionWords description) {
    return homonyms.stream()
        .anyMatch(each -> each.region().equals(region) && description.containsAny(each.phrases()));
  }

  private static BodyRegions load() {
    var words = new LinkedHashMap<String, List<String>>();
    var phrases = new LinkedHashMap<String, List<String>>();
    var homonyms = new ArrayList<Homonym>();
    var holds = new LinkedHashMap<String, Set<String>>();
    var spans = new LinkedHashMap<String, Set<String>>();
    for (var row : TableFile.rows("body-parts.tsv")) {
      String region = TableFile.cell(row, "region");
      var listed = TableFile.list(row, "words");
      switch (TableFile.cell(row, "kind")) {
        case "word" -> words.put(region, listed);
        case "phrase" -> phrases.put(region, listed);
        case "homonym" -> homonyms.add(new Homonym(region, listed));
        case "spans" -> spans.put(region, Set.copyOf(listed));
        case "holds" -> holds.put(region, Set.copyOf(listed));
        default -> throw new IllegalStateException("body-parts.tsv: unknown kind at " + region);
      }
    }
    var regions = new ArrayList<Region>();
    words.forEach(
        (region, listed) ->
            regions.add(new Region(region, listed, phrases.getOrDefault(region, List.of()))));
    return new BodyRegions(List.copyOf(regions), List.copyOf(homonyms), holds, spans);
  }
}
