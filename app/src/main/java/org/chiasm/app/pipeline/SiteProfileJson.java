package org.chiasm.app.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.lab.site.ConceptProfile;
import org.chiasm.lab.site.SiteProfile;
import org.chiasm.study.ValueDistribution;

/** A site profile as JSON: {@code site-profile.json} of a model, and of {@code --reference}. */
public final class SiteProfileJson {
  /** The name of the file in a model's folder. */
  public static final String FILE = "site-profile.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SiteProfileJson() {}

  /** Writes a profile to a file. */
  public static void save(SiteProfile profile, Path file) throws IOException {
    Files.writeString(file, write(profile).toPrettyString() + "\n");
  }

  /**
   * Reads a profile from a file.
   *
   * @throws WrongUseException if there is none, or it is no profile
   */
  public static SiteProfile read(Path file) throws IOException, WrongUseException {
    if (!Files.isRegularFile(file)) {
      throw new WrongUseException(
          "no site profile at "
              + file
              + "; make one at the reference site with chiasm check-site STUDY --save FILE");
    }
    try {
      return read(JSON.readTree(Files.readString(file)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new WrongUseException(file + " is not a site profile of chiasm check-site --save");
    }
  }

  /** A profile as JSON. */
  public static ObjectNode write(SiteProfile profile) {
    var node = JSON.createObjectNode();
    node.put("format", "chiasm-site-profile-1");
    node.put("site", profile.site());
    node.put("subjects", profile.subjects());
    var concepts = node.putObject("concepts");
    profile.concepts().forEach((name, concept) -> write(concept, concepts.putObject(name)));
    return node;
  }

  private static void write(ConceptProfile concept, ObjectNode node) {
    node.put("unit", concept.unit());
    node.put("facts", concept.facts());
    node.put("subjects", concept.subjects());
    node.put("without_unit", concept.withoutUnit());
    node.put("unreadable", concept.unreadable());
    var units = node.putObject("units");
    concept.units().forEach(units::put);
    concept
        .distribution()
        .ifPresent(
            distribution -> {
              node.put("values", distribution.values());
              var quantiles = node.putObject("quantiles");
              for (double share : ValueDistribution.SHARES) {
                quantiles.put(String.valueOf(share), distribution.quantile(share));
              }
            });
    concept.lagMinutes().ifPresent(lag -> node.put("median_lag_minutes", lag));
    node.put("assumed_lags", concept.assumedLags());
    var hours = node.putArray("hours");
    concept.hours().forEach(hours::add);
  }

  private static SiteProfile read(JsonNode node) {
    if (!node.path("format").asText().equals("chiasm-site-profile-1")) {
      throw new IllegalArgumentException("no format");
    }
    var concepts = new LinkedHashMap<String, ConceptProfile>();
    for (var each : node.path("concepts").properties()) {
      concepts.put(each.getKey(), concept(each.getKey(), each.getValue()));
    }
    return new SiteProfile(node.path("site").asText(), node.path("subjects").asLong(), concepts);
  }

  private static ConceptProfile concept(String name, JsonNode node) {
    Map<String, Long> units = new TreeMap<>();
    node.path("units")
        .properties()
        .forEach(each -> units.put(each.getKey(), each.getValue().asLong()));
    var hours = new ArrayList<Long>();
    node.path("hours").forEach(each -> hours.add(each.asLong()));
    String unit = node.path("unit").asText();
    List<Double> quantiles =
        ValueDistribution.SHARES.stream()
            .map(share -> node.path("quantiles").path(String.valueOf(share)).asDouble(Double.NaN))
            .toList();
    return new ConceptProfile(
        name,
        unit,
        node.path("facts").asLong(),
        node.path("subjects").asLong(),
        node.path("without_unit").asLong(),
        node.path("unreadable").asLong(),
        units,
        node.has("quantiles")
            ? Optional.of(new ValueDistribution(unit, node.path("values").asLong(), quantiles))
            : Optional.empty(),
        node.has("median_lag_minutes")
            ? Optional.of(node.path("median_lag_minutes").asDouble())
            : Optional.empty(),
        node.path("assumed_lags").asLong(),
        hours);
  }
}
