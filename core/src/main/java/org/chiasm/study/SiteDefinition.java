package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.AssigningAuthority;
import org.chiasm.Code;
import org.chiasm.FactKind;
import org.jspecify.annotations.Nullable;

/** One hospital's own ways: where a study's words are found here and how they are spelled. */
public final class SiteDefinition {
  private final String name;
  private final @Nullable ZoneId timeZone;
  private final Map<String, AssigningAuthority> authorities;
  private final Map<FactKind, Duration> assumedLags;
  private final Map<Code, Code> codes;
  private final Map<String, String> units;
  private final Map<String, List<String>> locations;
  private final Duration settle;
  private final Map<Code, ValueDistribution> distributions;

  /**
   * A site.
   *
   * @param timeZone the zone of feed times that state none; null where the site file gives none,
   *     and then such times are set aside rather than guessed
   * @param authorities from a feed's own name of an issuer (DICOM Issuer of Patient ID, or {@code
   *     pacs} for a PACS that names none) to the authority it stands for
   * @param assumedLags what to add to the effective time where a feed gives no available time; a
   *     kind without an entry is set aside
   * @param codes from a local code (system {@code TEXT} for words without a code) to a standard one
   * @param units from a local spelling of a unit to UCUM
   * @param locations from a kind of place, such as {@code ICU}, to the local names of such places
   * @param settle how long no further image of a series may arrive before the series counts as
   *     whole
   */
  public SiteDefinition(
      String name,
      @Nullable ZoneId timeZone,
      Map<String, AssigningAuthority> authorities,
      Map<FactKind, Duration> assumedLags,
      Map<Code, Code> codes,
      Map<String, String> units,
      Map<String, List<String>> locations,
      Duration settle) {
    this(name, timeZone, authorities, assumedLags, codes, units, locations, settle, Map.of());
  }

  private SiteDefinition(
      String name,
      @Nullable ZoneId timeZone,
      Map<String, AssigningAuthority> authorities,
      Map<FactKind, Duration> assumedLags,
      Map<Code, Code> codes,
      Map<String, String> units,
      Map<String, List<String>> locations,
      Duration settle,
      Map<Code, ValueDistribution> distributions) {
    this.distributions = Map.copyOf(distributions);
    this.name = requireNonNull(name, "name");
    this.timeZone = timeZone;
    this.authorities = Map.copyOf(authorities);
    this.assumedLags = Map.copyOf(assumedLags);
    this.codes = Map.copyOf(codes);
    this.units = Map.copyOf(units);
    var copy = new LinkedHashMap<String, List<String>>();
    locations.forEach((kind, names) -> copy.put(kind, List.copyOf(names)));
    this.locations = Collections.unmodifiableMap(copy);
    this.settle = requireNonNull(settle, "settle");
  }

  /** A site that assumes nothing. */
  public static SiteDefinition undeclared() {
    return new SiteDefinition(
        "undeclared",
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Duration.ofMinutes(10));
  }

  /**
   * The same site with other evidence of how its values are distributed.
   *
   * @param newDistributions from a code, standard or local, to the distribution of its values here
   */
  public SiteDefinition withDistributions(Map<Code, ValueDistribution> newDistributions) {
    return new SiteDefinition(
        name,
        timeZone,
        authorities,
        assumedLags,
        codes,
        units,
        locations,
        settle,
        newDistributions);
  }

  /** How the values of a code are distributed here, as the site file keeps it. */
  public Optional<ValueDistribution> distribution(Code code) {
    return Optional.ofNullable(distributions.get(code));
  }

  /** The site's name, for reports. */
  public String name() {
    return name;
  }

  /** The zone of feed times that state none. */
  public Optional<ZoneId> timeZone() {
    return Optional.ofNullable(timeZone);
  }

  /**
   * The authority a feed means by an issuer's name, or the name itself where the site says nothing.
   */
  public Optional<AssigningAuthority> authority(String issuer) {
    return Optional.ofNullable(authorities.get(issuer.strip()));
  }

  /** What to add to the effective time of a fact whose feed gives no available time. */
  public Optional<Duration> assumedLag(FactKind kind) {
    return Optional.ofNullable(assumedLags.get(kind));
  }

  /** The standard code a local code stands for. */
  public Optional<Code> standardCode(Code local) {
    return Optional.ofNullable(codes.get(local));
  }

  /** The UCUM spelling of a local unit. */
  public Optional<String> ucumUnit(String local) {
    return Optional.ofNullable(units.get(local.strip()));
  }

  /** The local names of a kind of place, in file order. */
  public Map<String, List<String>> locations() {
    return locations;
  }

  /** How long no further image of a series may arrive before the series counts as whole. */
  public Duration settle() {
    return settle;
  }
}
