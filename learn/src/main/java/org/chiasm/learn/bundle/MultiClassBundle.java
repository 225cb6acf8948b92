package org.chiasm.learn.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.multiclass.TrainedClasses;

/**
 * Trained classes that can be kept, moved and run again, as {@link ModelBundle} is: one feature
 * contract, and for each class the files of its model with {@code class-NAME.} before their names.
 *
 * @param studyText the study file, as it was
 * @param model one fitted study for each class, all with the same contract
 * @param provenance what it was made from and with
 */
public record MultiClassBundle(String studyText, TrainedClasses model, Provenance provenance) {
  static final String CLASSES = "classes.json";

  /** Checks that nothing is missing. */
  public MultiClassBundle {
    requireNonNull(studyText, "studyText");
    requireNonNull(model, "model");
    requireNonNull(provenance, "provenance");
  }

  /** Whether a folder holds a model of several classes. */
  public static boolean isAt(Path folder) {
    return Files.isRegularFile(folder.resolve(CLASSES));
  }

  /**
   * The model of one class against all others, as a bundle in memory.
   *
   * @throws IllegalArgumentException if there is no class of that name
   */
  public ModelBundle against(String name) {
    return new ModelBundle(studyText, model.against(name), provenance);
  }

  /**
   * Writes the bundle; equal bundles give equal files.
   *
   * @param folder made if absent; empty, or holding a bundle, which is replaced
   * @throws IOException if it cannot be written, or the folder holds anything else
   */
  public void save(Path folder) throws IOException {
    var common = model.models().getFirst();
    var files =
        new BundleHead(studyText, common.encoder(), common.reference(), provenance)
            .files(Double.NaN);
    var classes = BundleJson.array();
    for (int place = 0; place < model.names().size(); place++) {
      var name = model.names().get(place);
      var study = model.models().get(place);
      var own = new TreeMap<String, byte[]>();
      new StrategyFiles(study.encoder().features(), own).write(study.strategies());
      own.forEach((file, bytes) -> files.put(prefix(name) + file, bytes));
      var node = classes.addObject().put("name", name);
      if (!Double.isNaN(study.noInputPrediction())) {
        node.put("no_input_prediction", study.noInputPrediction());
      }
    }
    files.put(CLASSES, BundleJson.bytes(classes));
    BundleFolder.write(folder, files);
  }

  /**
   * Reads a bundle and checks every hash.
   *
   * @throws BundleException if a file is absent, altered or not what it should be
   * @throws IOException if a file cannot be read
   */
  public static MultiClassBundle load(Path folder) throws IOException {
    var files = BundleFolder.read(folder);
    try {
      var head = BundleHead.read(files);
      var names = new ArrayList<String>();
      var models = new ArrayList<TrainedStudy>();
      for (var node : BundleJson.parse(BundleHead.file(files, CLASSES))) {
        var name = BundleJson.text(node.required("name"));
        names.add(name);
        models.add(
            new TrainedStudy(
                head.encoder(),
                new StrategyFiles(head.encoder().features(), own(files, name)).read(),
                head.reference(),
                node.has("no_input_prediction")
                    ? BundleJson.number(node.required("no_input_prediction"))
                    : Double.NaN));
      }
      return new MultiClassBundle(
          head.studyText(), new TrainedClasses(names, models), head.provenance());
    } catch (IllegalArgumentException | JacksonException malformed) {
      throw new BundleException(
          folder + " holds a file that is not what it should be: " + malformed.getMessage(),
          malformed);
    }
  }

  private static SortedMap<String, byte[]> own(SortedMap<String, byte[]> files, String name) {
    var own = new TreeMap<String, byte[]>();
    files.forEach(
        (file, bytes) -> {
          if (file.startsWith(prefix(name))) {
            own.put(file.substring(prefix(name).length()), bytes);
          }
        });
    return own;
  }

  private static String prefix(String name) {
    return "class-" + name + ".";
  }
}
