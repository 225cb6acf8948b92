package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.chiasm.cohort.AvailabilityAudit;
import org.chiasm.cohort.CohortFunnel;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.StudyDefinition;

/** The summary's sections on cohort, inputs and availability. */
public final class CohortSections {
  private CohortSections() {}

  static void write(
      ObjectNode root, StudyDefinition study, RowsStage.Result result, InputTally tally) {
    var cohort = root.putObject("cohort");
    funnel(cohort, result.funnel());
    tally.write(root.putArray("inputs"));
    availability(root, result.audit());
    cohort.put("trigger", triggerWords(study));
  }

  private static String triggerWords(StudyDefinition study) {
    return switch (study.cohort().trigger()) {
      case CohortDefinition.Trigger.InputArrives(var input) -> "each accepted " + input;
      case CohortDefinition.Trigger.ConceptOccurs(var concept) -> "each " + concept;
    };
  }

  /** The funnel as a list of steps. */
  public static void funnel(ObjectNode parent, CohortFunnel funnel) {
    var steps = parent.putArray("funnel");
    funnel
        .counts()
        .forEach(
            (step, count) -> {
              var node = steps.addObject();
              node.put("step", step);
              node.put("count", count);
            });
  }

  /** How late each concept is, and what the availability rule kept out of each input. */
  public static void availability(ObjectNode parent, AvailabilityAudit audit) {
    var lags = parent.putArray("availability_lag");
    audit
        .lags()
        .forEach(
            (concept, lag) -> {
              var node = lags.addObject();
              node.put("concept", concept);
              node.put("facts", lag.facts());
              if (lag.facts() > 0) {
                node.put("assumed", lag.assumed());
                node.put("median_minutes", lag.quantileMinutes(0.5));
                node.put("p90_minutes", lag.quantileMinutes(0.9));
                node.put("p99_minutes", lag.quantileMinutes(0.99));
              }
            });
    var leaks = parent.putArray("leakage_audit");
    audit
        .inputs()
        .forEach(
            (input, count) -> {
              var node = leaks.addObject();
              node.put("input", input);
              node.put("rows", count.rows());
              node.put("rows_with_hidden_facts", count.hiddenRows());
              node.put("hidden_facts", count.hiddenFacts());
            });
  }
}
