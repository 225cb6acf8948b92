package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.chiasm.Readiness;
import org.chiasm.learn.impute.ImputationComparison;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.StudyDefinition;

/** The summary's section on filling in. */
final class ImputationSection {
  private ImputationSection() {}

  static void write(ObjectNode root, StudyDefinition study, List<LabelledRow> given) {
    var rows = new ArrayList<FeatureRow>();
    var outcomes = new ArrayList<Double>();
    for (var each : given) {
      if (each.row().decision().readiness() == Readiness.READY
          && each.outcome() instanceof Outcome.Observed(double value)
          && Double.isFinite(value)) {
        rows.add(each.row());
        outcomes.add(value);
      }
    }
    var comparison =
        ImputationComparison.of(
            study, rows, outcomes.stream().mapToDouble(Double::doubleValue).toArray());
    var node = root.putObject("imputation");
    node.put("chosen", comparison.chosen().id());
    var ways = node.putArray("ways");
    for (var score : comparison.scores()) {
      var way = ways.addObject().put("way", score.way().id());
      if (Double.isFinite(score.rmse())) {
        way.put("rmse", score.rmse()).put("mae", score.mae());
      }
      way.put("hidden", score.hidden()).put("loss", score.loss());
      EvaluationSection.metrics(way.putObject("metrics"), score.metrics());
    }
  }
}
