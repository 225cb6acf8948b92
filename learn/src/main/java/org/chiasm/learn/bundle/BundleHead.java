package org.chiasm.learn.bundle;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.encode.FeatureReference;
import org.chiasm.learn.encode.RowEncoder;

/** What every bundle has, whatever it predicts. */
record BundleHead(
    String studyText, RowEncoder encoder, List<FeatureReference> reference, Provenance provenance) {
  private static final String STUDY = "study.yaml";
  private static final String FEATURES = "features.json";
  private static final String REFERENCE = "reference.json";
  private static final String PROVENANCE = "provenance.json";
  private static final String NO_INPUT = "no_input_prediction";

  BundleHead {
    requireNonNull(studyText, "studyText");
    requireNonNull(encoder, "encoder");
    reference = List.copyOf(reference);
    requireNonNull(provenance, "provenance");
  }

  /**
   * The files.
   *
   * @param noInputPrediction NaN where there is none
   */
  SortedMap<String, byte[]> files(double noInputPrediction) {
    var files = new TreeMap<String, byte[]>();
    files.put(STUDY, studyText.getBytes(StandardCharsets.UTF_8));
    files.put(FEATURES, BundleJson.bytes(ContractJson.write(encoder, files)));
    files.put(REFERENCE, BundleJson.bytes(ContractJson.write(reference)));
    var node =
        BundleJson.object()
            .put("data_sha256", provenance.dataSha256())
            .put("seed", provenance.seed());
    if (!Double.isNaN(noInputPrediction)) {
      node.put(NO_INPUT, noInputPrediction);
    }
    node.set("versions", BundleJson.strings(provenance.versions()));
    node.set("machine", BundleJson.strings(provenance.machine()));
    files.put(PROVENANCE, BundleJson.bytes(node));
    return files;
  }

  static BundleHead read(SortedMap<String, byte[]> files) throws IOException {
    var provenance = BundleJson.parse(file(files, PROVENANCE));
    return new BundleHead(
        new String(file(files, STUDY), StandardCharsets.UTF_8),
        ContractJson.readEncoder(BundleJson.parse(file(files, FEATURES)), files),
        ContractJson.readReferences(BundleJson.parse(file(files, REFERENCE))),
        new Provenance(
            BundleJson.text(provenance.required("data_sha256")),
            provenance.required("seed").longValue(),
            BundleJson.strings(provenance.required("versions")),
            provenance.has("machine")
                ? BundleJson.strings(provenance.required("machine"))
                : Map.of()));
  }

  /** The prediction without any input; NaN where there was none. */
  static double noInputPrediction(SortedMap<String, byte[]> files) throws IOException {
    var provenance = BundleJson.parse(file(files, PROVENANCE));
    return provenance.has(NO_INPUT) ? BundleJson.number(provenance.required(NO_INPUT)) : Double.NaN;
  }

  static byte[] file(SortedMap<String, byte[]> files, String name) throws BundleException {
    var bytes = files.get(name);
    if (bytes == null) {
      throw new BundleException("The manifest does not list " + name + "; the bundle is not whole");
    }
    return bytes;
  }
}
