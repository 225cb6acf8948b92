package org.chiasm.learn.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.onnx.FileHash;
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
  /** Checks that nothing is missing. */
  public ModelBundle {
    requireNonNull(studyText, "studyText");
    requireNonNull(model, "model");
    requireNonNull(provenance, "provenance");
  }

  /** What a bundle is known by: the SHA-256 of its manifest, and so of everything in it. */
  public String id() {
    return FileHash.sha256(BundleFolder.manifest(files()));
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
    var files = head().files(model.noInputPrediction());
    new StrategyFiles(model.encoder().features(), files).write(model.strategies());
    return files;
  }

  private BundleHead head() {
    return new BundleHead(studyText, model.encoder(), model.reference(), provenance);
  }

  /**
   * Reads a bundle and checks every hash.
   *
   * @throws BundleException if a file is absent, altered or not what it should be
   * @throws IOException if a file cannot be read
   */
  public static ModelBundle load(Path folder) throws IOException {
    var files = BundleFolder.read(folder);
    if (files.containsKey(MultiClassBundle.CLASSES)) {
      throw new BundleException(
          folder + " tells several classes apart and holds a model for each; ask it for one class");
    }
    try {
      var head = BundleHead.read(files);
      return new ModelBundle(
          head.studyText(),
          new TrainedStudy(
              head.encoder(),
              new StrategyFiles(head.encoder().features(), files).read(),
              head.reference(),
              BundleHead.noInputPrediction(files)),
          head.provenance());
    } catch (IllegalArgumentException | JacksonException malformed) {
      throw new BundleException(
          folder + " holds a file that is not what it should be: " + malformed.getMessage(),
          malformed);
    }
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
