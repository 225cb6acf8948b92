package org.chiasm.learn.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.row.FeatureRow;

/**
 * A trained study that can be kept, moved and run again: it predicts bit for bit the same after a
 * trip through a folder.
 *
 * @param studyText the study file, as it was
 * @param model the feature contract and fitted strategies
 * @param provenance what it was made from and with
 */
public record ModelBundle(String studyText, TrainedStudy model, Provenance provenance) {
  private static final String STUDY = "study.yaml";
  private static final String FEATURES = "features.json";
  private static final String REFERENCE = "reference.json";
  private static final String PROVENANCE = "provenance.json";

  /** Checks that nothing is missing. */
  public ModelBundle {
    requireNonNull(studyText, "studyText");
    requireNonNull(model, "model");
    requireNonNull(provenance, "provenance");
  }

  /** What a bundle is known by: the SHA-256 of its manifest, and so of everything in it. */
  public String id() {
    return BundleFolder.sha256(BundleFolder.manifest(files()));
  }

  /**
   * Writes the bundle; equal bundles give equal files.
   *
   * @param folder made if absent; empty, or holding a bundle, which is replaced
   * @throws IOException if it cannot be written, or the folder holds anything else
   */
  public void save(Path folder) throws IOException {
    BundleFolder.write(folder, files());
  }

  /** The file in which a bundle carries the given encoder of an input of notes. */
  public static String onnx(String input) {
    return input + ContractJson.GIVEN_ONNX;
  }

  /** The file in which it carries that encoder's vocabulary. */
  public static String vocabulary(String input) {
    return input + ContractJson.GIVEN_VOCABULARY;
  }

  private SortedMap<String, byte[]> files() {
    var files = new TreeMap<String, byte[]>();
    files.put(STUDY, studyText.getBytes(StandardCharsets.UTF_8));
    files.put(FEATURES, BundleJson.bytes(ContractJson.write(model.encoder(), files)));
    files.put(REFERENCE, BundleJson.bytes(ContractJson.write(model.reference())));
    var node =
        BundleJson.object()
            .put("data_sha256", provenance.dataSha256())
            .put("seed", provenance.seed());
    if (!Double.isNaN(model.noInputPrediction())) {
      node.put("no_input_prediction", model.noInputPrediction());
    }
    node.set("versions", BundleJson.strings(provenance.versions()));
    node.set("machine", BundleJson.strings(provenance.machine()));
    files.put(PROVENANCE, BundleJson.bytes(node));
    new StrategyFiles(model.encoder().features(), files).write(model.strategies());
    return files;
  }

  /**
   * Reads a bundle and checks every hash.
   *
   * @throws BundleException if a file is absent, altered or not what it should be
   * @throws IOException if a file cannot be read
   */
  public static ModelBundle load(Path folder) throws IOException {
    var files = BundleFolder.read(folder);
    try {
      var encoder = ContractJson.readEncoder(BundleJson.parse(file(files, FEATURES)), files);
      var provenance = BundleJson.parse(file(files, PROVENANCE));
      var model =
          new TrainedStudy(
              encoder,
              new StrategyFiles(encoder.features(), files).read(),
              ContractJson.readReferences(BundleJson.parse(file(files, REFERENCE))),
              provenance.has("no_input_prediction")
                  ? BundleJson.number(provenance.required("no_input_prediction"))
                  : Double.NaN);
      return new ModelBundle(
          new String(file(files, STUDY), StandardCharsets.UTF_8),
          model,
          new Provenance(
              BundleJson.text(provenance.required("data_sha256")),
              provenance.required("seed").longValue(),
              BundleJson.strings(provenance.required("versions")),
              provenance.has("machine")
                  ? BundleJson.strings(provenance.required("machine"))
                  : Map.of()));
    } catch (IllegalArgumentException | JacksonException malformed) {
      throw new BundleException(
          folder + " holds a file that is not what it should be: " + malformed.getMessage(),
          malformed);
    }
  }

  private static byte[] file(Map<String, byte[]> files, String name) throws BundleException {
    var bytes = files.get(name);
    if (bytes == null) {
      throw new BundleException("The manifest does not list " + name + "; the bundle is not whole");
    }
    return bytes;
  }

  /**
   * Every strategy's predictions, by the learner chosen on tuning rows: one for each row, a
   * probability or a quantity in the outcome's unit.
   *
   * @param rows of the same study
   * @param tensors may be called from several threads
   */
  public SortedMap<StrategyKey, List<Double>> predict(List<FeatureRow> rows, TensorSource tensors) {
    var features = model.encode(rows, new TensorFeatures(tensors));
    var predictions = new TreeMap<StrategyKey, List<Double>>();
    for (var fitted : model.fitted()) {
      var predicted = fitted.best().predictions(features);
      predictions.put(fitted.key(), Arrays.stream(predicted).boxed().toList());
    }
    return Collections.unmodifiableSortedMap(predictions);
  }
}
