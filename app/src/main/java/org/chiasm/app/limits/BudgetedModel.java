package org.chiasm.app.limits;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chiasm.app.files.FinishedModel;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.learn.bundle.MultiClassBundle;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.outcome.ClassOutcome;
import org.chiasm.learn.outcome.OutcomeKind;
import org.chiasm.learn.outcome.PlainOutcome;
import org.chiasm.learn.outcome.Predictor;
import org.chiasm.learn.outcome.TimedOutcome;
import org.chiasm.study.OutcomeDefinition;

/**
 * A finished model of any kind of outcome, whose hashes were checked, as a budget asks it.
 *
 * @param files the bundle's study file, and the site file of the data
 * @param dataSha256 of the rows it was made from
 * @param strategies those that it has
 */
record BudgetedModel(Path folder, StudyFiles files, String dataSha256, Strategies strategies) {
  BudgetedModel {
    requireNonNull(folder, "folder");
    requireNonNull(files, "files");
    requireNonNull(dataSha256, "dataSha256");
    requireNonNull(strategies, "strategies");
  }

  /** What a model has. */
  interface Strategies {
    /** The strategy of an id; where that is empty, the fusion with the lowest tuning loss. */
    StrategyKey named(String wanted) throws WrongUseException;

    /** One of them. */
    Predictor predictor(StrategyKey key, TensorFeatures tensors);
  }

  /**
   * Loads a folder made by {@code chiasm train}.
   *
   * @param site the site file of the data; without it that of the model
   */
  static BudgetedModel load(Path folder, List<Path> site) throws IOException, WrongUseException {
    var study = FinishedModel.study(folder);
    if (study.outcome() instanceof OutcomeDefinition.MultiClass) {
      var bundle = MultiClassBundle.load(folder);
      var files = StudyFiles.read(folder.resolve("study.yaml"), site);
      return new BudgetedModel(
          folder, files, bundle.provenance().dataSha256(), new OfClasses(bundle));
    }
    var model = FinishedModel.load(folder, site);
    return new BudgetedModel(
        folder, model.files(), model.bundle().provenance().dataSha256(), new OfOne(model));
  }

  private record OfOne(FinishedModel model) implements Strategies {
    @Override
    public StrategyKey named(String wanted) throws WrongUseException {
      return model.strategy(wanted).key();
    }

    @Override
    public Predictor predictor(StrategyKey key, TensorFeatures tensors) {
      var trained = model.bundle().model();
      var fitted = trained.fitted(key).orElseThrow();
      return OutcomeKind.of(model.study()) instanceof TimedOutcome timed
          ? timed.predictor(trained, fitted, tensors)
          : PlainOutcome.predictor(trained, fitted, tensors);
    }
  }

  private record OfClasses(MultiClassBundle bundle) implements Strategies {
    @Override
    public StrategyKey named(String wanted) throws WrongUseException {
      var complete = bundle.model().complete();
      if (wanted.isEmpty()) {
        return bundle
            .model()
            .best()
            .orElseThrow(() -> new WrongUseException("no strategy is fitted for every class"));
      }
      return complete.stream()
          .filter(each -> each.id().equals(wanted))
          .findFirst()
          .orElseThrow(
              () ->
                  new WrongUseException(
                      "no strategy '"
                          + wanted
                          + "' is fitted for every class; there are "
                          + String.join(
                              ", ", complete.stream().map(StrategyKey::id).toList())));
    }

    @Override
    public Predictor predictor(StrategyKey key, TensorFeatures tensors) {
      return ClassOutcome.predictor(bundle.model(), key, tensors);
    }
  }
}
