package org.chiasm.learn.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chiasm.learn.onnx.FileHash;
import org.chiasm.row.BudgetRegion;

/**
 * The budget of a bundle: which missing patterns the gate lets pass, in its {@code budget.json},
 * whose hash the manifest lists.
 *
 * @param strategy the id of the one it was measured for
 * @param dataSha256 of the rows it was measured on
 */
public record MeasuredBudget(String strategy, String dataSha256, BudgetRegion region) {
  private static final String FILE = "budget.json";

  /** Checks that nothing is missing. */
  public MeasuredBudget {
    requireNonNull(strategy, "strategy");
    requireNonNull(dataSha256, "dataSha256");
    requireNonNull(region, "region");
  }

  /**
   * The budget of a bundle, if one was measured.
   *
   * @throws BundleException if a file of the bundle is absent, altered or not what it should be
   * @throws IOException if a file cannot be read
   */
  public static Optional<MeasuredBudget> load(Path bundle) throws IOException {
    var bytes = BundleFolder.read(bundle).get(FILE);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      var node = BundleJson.parse(bytes);
      return Optional.of(
          new MeasuredBudget(
              BundleJson.text(node.required("strategy")),
              BundleJson.text(node.required("data_sha256")),
              new BudgetRegion(
                  weights(node.required("weights")),
                  BundleJson.number(node.required("max_fraction")),
                  BundleJson.strings(node.required("branch_of")),
                  allowed(node.required("allowed")),
                  BundleJson.text(node.required("floor")))));
    } catch (IllegalArgumentException | JacksonException malformed) {
      throw new BundleException(
          bundle.resolve(FILE) + " is not what it should be: " + malformed.getMessage(), malformed);
    }
  }

  /**
   * Writes it into a bundle, in place of an older one, and brings the manifest up to date.
   *
   * @throws IOException if the folder is no whole bundle, or cannot be written
   */
  public void save(Path bundle) throws IOException {
    var files = BundleFolder.read(bundle);
    var node = BundleJson.object().put("strategy", strategy).put("data_sha256", dataSha256);
    node.put("floor", region.floor()).put("max_fraction", region.maxFraction());
    var weights = node.putObject("weights");
    region.weights().forEach(weights::put);
    node.set("branch_of", BundleJson.strings(region.branchOf()));
    var allowed = node.putArray("allowed");
    for (var set : region.allowed()) {
      var names = allowed.addArray();
      set.forEach(names::add);
    }
    files.put(FILE, BundleJson.bytes(node));
    BundleFolder.write(bundle, files);
  }

  /**
   * What the bundle in a folder is known by, with its budget: the SHA-256 of its manifest.
   *
   * @throws IOException if the folder is no whole bundle
   */
  public static String bundleId(Path bundle) throws IOException {
    return FileHash.sha256(BundleFolder.manifest(BundleFolder.read(bundle)));
  }

  private static Map<String, Double> weights(JsonNode node) {
    var weights = new TreeMap<String, Double>();
    node.properties().forEach(e -> weights.put(e.getKey(), BundleJson.number(e.getValue())));
    return weights;
  }

  private static List<Set<String>> allowed(JsonNode node) {
    var sets = new ArrayList<Set<String>>();
    for (var each : node) {
      var set = new TreeSet<String>();
      each.forEach(name -> set.add(BundleJson.text(name)));
      sets.add(set);
    }
    return sets;
  }
}
