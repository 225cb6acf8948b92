package org.chiasm.lab.site;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the measured values of a study look at one site.
 *
 * @param site the site's name
 * @param subjects subjects of the record
 * @param concepts by the concept's name, in study order
 */
public record SiteProfile(String site, long subjects, Map<String, ConceptProfile> concepts) {
  /** Copies the concepts. */
  public SiteProfile {
    requireNonNull(site, "site");
    concepts = Collections.unmodifiableMap(new LinkedHashMap<>(concepts));
  }
}
