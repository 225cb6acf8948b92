package org.chiasm.study.file;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.chiasm.AssigningAuthority;
import org.chiasm.Code;
import org.chiasm.FactKind;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.yaml.Checked;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.NearestName;
import org.chiasm.study.yaml.Problems;
import org.chiasm.study.yaml.Section;
import org.chiasm.study.yaml.Words;
import org.chiasm.study.yaml.YamlText;

/**
 * The site file: one YAML document that says where a study's words are found in one hospital and
 * how they are spelled there. Its grammar is {@code docs/SITE_FILE.md}.
 */
public final class SiteFile {
  static final Keys KEYS =
      Keys.of("a site")
          .require("site")
          .allow(
              "time_zone",
              "authorities",
              "assume_lag",
              "codes",
              "units",
              "locations",
              "settle",
              "distributions");
  static final Map<String, FactKind> KINDS = Words.of(FactKind.values());

  private static final Duration SETTLE_DEFAULT = Duration.ofMinutes(10);
  private static final Pattern OFFSET = Pattern.compile("UTC|[+-][0-9]{2}:[0-9]{2}");
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?:urn:oid:)?[0-2](?:\\.(?:0|[1-9][0-9]*))+|(?!urn:oid:)[A-Za-z][A-Za-z0-9+.-]*:\\S+");

  private SiteFile() {}

  /**
   * Reads a site file whole. Any text is answered; none makes it throw.
   *
   * @param text the file's contents, at most 1 MiB
   * @param fileName how problems name the file
   */
  public static Checked<SiteDefinition> read(String text, String fileName) {
    var problems = new Problems(fileName);
    var root = YamlText.read(text, problems, "a site: YAML that begins \"site: NAME\"");
    return problems.result(root.flatMap(section -> site(section.allow(KEYS), problems)));
  }

  private static Optional<SiteDefinition> site(Section root, Problems problems) {
    var name = root.get("site").flatMap(field -> field.text("the site's name"));
    var zone = root.get("time_zone").flatMap(SiteFile::zone);
    var authorities = entries(root, "authorities", SiteFile::authority);
    var lags = new HashMap<FactKind, Duration>();
    entries(root, "assume_lag", SiteFile::lag)
        .forEach((kind, lag) -> lags.put(KINDS.get(kind), lag));
    var codes = new HashMap<Code, Code>();
    entries(root, "codes", SiteFile::codes).values().forEach(codes::putAll);
    var units = entries(root, "units", (_, field) -> ConceptReader.unit(field));
    var locations = locations(root);
    var settle = root.get("settle").flatMap(Spelling::duration).orElse(SETTLE_DEFAULT);
    var distributions =
        DistributionReader.byCode(
            entries(root, "distributions", DistributionReader::read).values());
    if (settle.isZero()) {
      root.get("settle").ifPresent(field -> field.reject("a duration above 0s, such as 10min"));
    }
    return problems.isEmpty()
        ? name.map(
            present ->
                new SiteDefinition(
                        present,
                        zone.orElse(null),
                        authorities,
                        lags,
                        codes,
                        units,
                        locations,
                        settle)
                    .withDistributions(distributions))
        : Optional.empty();
  }

  private static <T> Map<String, T> entries(
      Section root, String key, BiFunction<String, Field, Optional<T>> reader) {
    var values = new LinkedHashMap<String, T>();
    root.get(key)
        .flatMap(field -> field.section("a mapping; see docs/SITE_FILE.md"))
        .ifPresent(
            section ->
                section
                    .entries()
                    .forEach(
                        (name, field) ->
                            reader.apply(name, field).ifPresent(value -> values.put(name, value))));
    return values;
  }

  private static Optional<ZoneId> zone(Field field) {
    var known = new TreeSet<>(ZoneId.getAvailableZoneIds());
    var expected = "a time zone such as Europe/Berlin, UTC or +01:00";
    var text = field.text(expected);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (known.contains(text.get()) || OFFSET.matcher(text.get()).matches()) {
      try {
        return Optional.of(ZoneId.of(text.get()));
      } catch (DateTimeException _) {
        field.reject(expected);
        return Optional.empty();
      }
    }
    field.reject(expected, NearestName.of(text.get(), known));
    return Optional.empty();
  }

  private static Optional<AssigningAuthority> authority(String name, Field field) {
    var expected = "an authority's URI such as \"urn:oid:1.2.276.0.76.3.1.999.1\"";
    var uri = field.text(expected);
    if (uri.isPresent() && !AUTHORITY.matcher(uri.get()).matches()) {
      field.reject(expected);
      return Optional.empty();
    }
    return uri.map(AssigningAuthority::new);
  }

  private static Optional<Duration> lag(String kind, Field field) {
    var lag = Spelling.duration(field);
    if (!KINDS.containsKey(kind)) {
      field.rejectKey(
          "the key " + Field.quote(kind),
          "one of " + String.join(", ", KINDS.keySet()),
          NearestName.of(kind, KINDS.keySet()));
      return Optional.empty();
    }
    return lag;
  }

  private static Optional<Map<Code, Code>> codes(String local, Field field) {
    var expected = "a standard code such as \"LOINC//27815-0\"";
    var standard = field.text(expected);
    if (standard.isPresent() && standard.get().indexOf(Code.SEPARATOR) <= 0) {
      field.reject(expected);
      return Optional.empty();
    }
    return standard
        .flatMap(text -> CodeLists.meds(field, text))
        .map(code -> Map.of(Code.parse(local), code));
  }

  private static Map<String, List<String>> locations(Section root) {
    var kindOfName = new HashMap<String, String>();
    return entries(
        root,
        "locations",
        (kind, field) -> {
          var names = new ArrayList<String>();
          for (var item : field.oneOrMore("a list of this site's names for such places")) {
            item.text("a place's name, in quotes").ifPresent(names::add);
            var other = kindOfName.putIfAbsent(item.raw().strip(), kind);
            if (other != null) {
              item.reject(
                  item.describe() + ", which is already a name of " + Field.quote(other),
                  "each name once",
                  "");
            }
          }
          return Optional.of(names);
        });
  }
}
