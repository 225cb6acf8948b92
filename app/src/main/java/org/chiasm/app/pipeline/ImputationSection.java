package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.chiasm.learn.impute.ImputationComparison;
import org.chiasm.learn.outcome.KnownRows;
import org.chiasm.learn.outcome.OutcomeKind;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.StudyDefinition;

/** The summary's section on filling in. */
final class ImputationSection {
  private ImputationSection() {}

  static void write(ObjectNode root, StudyDefinition study, List<LabelledRow> given) {
    var kind = OutcomeKind.of(study);
    var comparison = ImputationComparison.of(study, KnownRows.of(kind, given));
    var node = root.putObject("imputation");
    node.put("loss", kind.loss().id());
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
