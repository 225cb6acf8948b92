package org.chiasm.app.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.chiasm.learn.bundle.MeasuredBudget;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.MultiClassBundle;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.yaml.NearestName;

/**
 * A model folder as it was loaded: the bundle, whose hashes were checked, and the study it answers;
 * of an outcome of several classes the model of one of them against the others.
 *
 * @param files the bundle's study file, and the site file of the data it is asked about
 */
public record FinishedModel(Path folder, ModelBundle bundle, StudyFiles files) {
  private static final String STUDY = "study.yaml";

  /** Checks that nothing is missing. */
  public FinishedModel {
    requireNonNull(folder, "folder");
    requireNonNull(bundle, "bundle");
    requireNonNull(files, "files");
  }

  /**
   * Loads a folder made by {@code chiasm train}.
   *
   * @param site the site file of the data; without it that of the model
   */
  public static FinishedModel load(Path folder, List<Path> site)
      throws IOException, WrongUseException {
    return load(folder, site, "");
  }

  /**
   * The same.
   *
   * @param className of an outcome of several classes the one whose model is wanted, else empty
   */
  public static FinishedModel load(Path folder, List<Path> site, String className)
      throws IOException, WrongUseException {
    check(folder);
    var files = StudyFiles.read(folder.resolve(STUDY), site);
    if (files.study().outcome() instanceof OutcomeDefinition.MultiClass outcome) {
      if (!outcome.names().contains(className)) {
        throw new WrongUseException(
            (className.isEmpty() ? "no class is named" : "no class '" + className + "'")
                + "; the model tells "
                + String.join(", ", outcome.names())
                + " apart: name one with --class");
      }
      return new FinishedModel(folder, MultiClassBundle.load(folder).against(className), files);
    }
    if (!className.isEmpty()) {
      throw new WrongUseException(
          "--class "
              + className
              + ": the outcome of study '"
              + files.study().name()
              + "' has no"
              + " classes; leave --class out");
    }
    return new FinishedModel(folder, ModelBundle.load(folder), files);
  }

  /** The study of a model folder. */
  public static StudyDefinition study(Path folder) throws IOException, WrongUseException {
    check(folder);
    return StudyFiles.read(folder.resolve(STUDY), List.of()).study();
  }

  private static void check(Path folder) throws WrongUseException {
    if (!Files.isDirectory(folder)) {
      throw new WrongUseException("no model at " + folder + "; give a folder made by chiasm train");
    }
  }

  /** The study. */
  public StudyDefinition study() {
    return files.study();
  }

  /** What the folder is known by, its budget included, as it lies there now. */
  public String id() throws IOException {
    return MeasuredBudget.bundleId(folder);
  }

  /**
   * A strategy by its id; where that is empty, the fusion with the lowest loss on tuning rows, or
   * the best single branch where nothing is fused.
   */
  public TrainedStrategy.Fitted strategy(String wanted) throws WrongUseException {
    var fitted = bundle.model().fitted();
    if (!wanted.isEmpty()) {
      return fitted.stream()
          .filter(each -> each.key().id().equals(wanted))
          .findFirst()
          .orElseThrow(() -> new WrongUseException(unknown(wanted)));
    }
    var fused = fitted.stream().filter(each -> each.key() instanceof StrategyKey.Fused).toList();
    return (fused.isEmpty() ? fitted : fused)
        .stream()
            .min(
                Comparator.comparingDouble(
                    each -> each.tuningLoss().getOrDefault(each.chosen(), Double.MAX_VALUE)))
            .orElseThrow(() -> new WrongUseException("the model has no fitted strategy"));
  }

  private String unknown(String wanted) {
    for (var absent : bundle.model().notTrained()) {
      if (absent.key().id().equals(wanted)) {
        return "strategy '" + wanted + "' was not trained: " + absent.reason();
      }
    }
    var known = bundle.model().fitted().stream().map(each -> each.key().id()).toList();
    var nearest = NearestName.of(wanted, known);
    return "no strategy '"
        + wanted
        + "' in the model; it has "
        + String.join(", ", known)
        + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?");
  }
}
