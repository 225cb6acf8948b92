package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.Branch;
import org.chiasm.study.StudyDefinition;

/**
 * Fits a yes-or-no outcome or a quantity. Networks of branches whose columns stay the same are
 * taken over where they are kept as checkpoints.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StudyFitting(
    List<FeatureRow> rows, double[] outcomes, TensorFeatures tensors, FusionTraining training)
    implements BranchRemoval.Fitting<TrainedStudy> {
  StudyFitting {
    rows = List.copyOf(rows);
    requireNonNull(outcomes, "outcomes");
    requireNonNull(tensors, "tensors");
    requireNonNull(training, "training");
  }

  @Override
  public TrainedStudy fit(StudyDefinition study, Partition partition, TrainedStudy all) {
    return TrainedStudy.fit(
        study,
        rows,
        outcomes,
        partition,
        tensors,
        training.knowing(all.fitted(), sameColumns(study, partition, all)));
  }

  @Override
  public Map<StrategyKey, double[][]> predictions(TrainedStudy model, List<FeatureRow> chosen) {
    var features = model.encode(chosen, tensors);
    var predictions = new TreeMap<StrategyKey, double[][]>();
    for (var fitted : model.fitted()) {
      predictions.put(fitted.key(), new double[][] {fitted.best().predictions(features)});
    }
    return predictions;
  }

  @Override
  public double[][] predictions(StrategyKey key, TrainedStudy model, List<FeatureRow> chosen) {
    var best = model.fitted(key).orElseThrow().best();
    return new double[][] {best.predictions(model.encode(chosen, tensors))};
  }

  /** The branches whose columns do not depend on what else the study has. */
  private Set<Branch> sameColumns(StudyDefinition rest, Partition partition, TrainedStudy all) {
    var chosen = partition.training().stream().map(rows::get).toList();
    var columns = RowEncoder.fit(rest, chosen, tensors).features();
    var same = new HashSet<Branch>();
    for (var branch : rest.branches()) {
      if (of(branch, columns).equals(of(branch, all.encoder().features()))) {
        same.add(branch);
      }
    }
    return same;
  }

  private static List<Feature> of(Branch branch, List<Feature> columns) {
    return columns.stream().filter(each -> each.branch().equals(branch)).toList();
  }
}
