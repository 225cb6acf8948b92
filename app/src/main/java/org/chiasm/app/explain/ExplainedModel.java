package org.chiasm.app.explain;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.learn.bundle.MeasuredBudget;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.explain.RowScorer;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.yaml.NearestName;

/**
 * A loaded bundle with the study it answers.
 *
 * @param id what the bundle is known by, its budget included
 */
record ExplainedModel(ModelBundle bundle, StudyDefinition study, String id) {
  ExplainedModel {
    requireNonNull(bundle, "bundle");
    requireNonNull(study, "study");
    requireNonNull(id, "id");
  }

  /** Loads a model folder, whose hashes are checked. */
  static ExplainedModel load(Path model) throws IOException, WrongUseException {
    if (!Files.isDirectory(model)) {
      throw new WrongUseException("no model at " + model + "; give a folder made by chiasm train");
    }
    return new ExplainedModel(
        ModelBundle.load(model),
        StudyFiles.read(model.resolve("study.yaml"), List.of()).study(),
        MeasuredBudget.bundleId(model));
  }

  /**
   * A strategy by its id, or where that is empty the fusion with the lowest loss on tuning rows.
   */
  TrainedStrategy.Fitted strategy(String wanted) throws WrongUseException {
    var fitted = bundle.model().fitted();
    if (!wanted.isEmpty()) {
      return fitted.stream()
          .filter(each -> each.key().id().equals(wanted))
          .findFirst()
          .orElseThrow(() -> new WrongUseException(unknown(wanted)));
    }
    return fitted.stream()
        .filter(each -> each.key() instanceof StrategyKey.Fused)
        .min(
            Comparator.comparingDouble(
                each -> each.tuningLoss().getOrDefault(each.chosen(), Double.MAX_VALUE)))
        .or(() -> fitted.stream().findFirst())
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

  /** Scores rows by a strategy; what {@code own} gives is measured once. */
  RowScorer scorer(TrainedStrategy.Fitted fitted, TensorSource own) {
    var measured = new TensorFeatures(own);
    return (rows, tensors) ->
        fitted
            .best()
            .scores(
                bundle
                    .model()
                    .encode(rows, tensors.equals(own) ? measured : new TensorFeatures(tensors)));
  }
}
