package org.chiasm.connect.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.chiasm.study.SiteDefinition;

/**
 * Which kind of place a place is, such as {@code ICU}: what the site file says of its names first;
 * then what its codes say (HL7 v3 RoleCode below ServiceDeliveryLocationRoleType); then a short
 * list of names that mean the same everywhere.
 */
final class LocationKinds {
  private static final int MAX_PART_OF = 8;

  private static final Map<String, String> BUILT_IN =
      Map.ofEntries(
          Map.entry("icu", "ICU"),
          Map.entry("pedicu", "ICU"),
          Map.entry("pednicu", "ICU"),
          Map.entry("intensive care unit", "ICU"),
          Map.entry("intensivstation", "ICU"),
          Map.entry("er", "ER"),
          Map.entry("emergency department", "ER"),
          Map.entry("notaufnahme", "ER"),
          Map.entry("hu", "HU"));

  private final Map<String, String> kindByLabel = new HashMap<>();

  LocationKinds(SiteDefinition site) {
    site.locations()
        .forEach(
            (kind, names) -> {
              kindByLabel.putIfAbsent(folded(kind), kind);
              names.forEach(name -> kindByLabel.putIfAbsent(folded(name), kind));
            });
  }

  /**
   * The kind of a place.
   *
   * @param display what the reference calls it, may be empty
   * @param labels what else the reference says of it
   * @param reference of the place as {@code Location/id}, may be empty
   * @param index the places of the feed, among them those it lies in
   * @return the name of the place where nothing says its kind; empty where it has no name
   */
  String kind(String display, List<String> labels, String reference, FeedIndex index) {
    var near = new ArrayList<String>();
    near.add(display);
    var place = index.place(reference);
    place.ifPresent(each -> near.addAll(each.labels()));
    near.addAll(labels);
    near.removeIf(String::isBlank);
    var known = known(near);
    for (int i = 0; known.isEmpty() && place.isPresent() && i < MAX_PART_OF; i++) {
      place = index.place(place.get().partOf());
      known = place.flatMap(each -> known(each.labels()));
    }
    return known.orElseGet(() -> near.isEmpty() ? "" : near.getFirst().strip());
  }

  /** What a CodeableConcept calls a place: its words, and its codes with their displays. */
  static List<String> labels(Element concept) throws SetAsideException {
    var labels = new ArrayList<String>();
    labels.add(concept.string("text"));
    for (var coding : concept.elements("coding")) {
      labels.add(coding.string("code"));
      labels.add(coding.string("display"));
    }
    labels.removeIf(String::isBlank);
    return labels;
  }

  private Optional<String> known(List<String> labels) {
    for (var label : labels) {
      var kind = kindByLabel.get(folded(label));
      if (kind != null) {
        return Optional.of(kind);
      }
    }
    for (var label : labels) {
      var kind = BUILT_IN.get(folded(label));
      if (kind != null) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static String folded(String label) {
    return label.strip().toLowerCase(Locale.ROOT);
  }
}
