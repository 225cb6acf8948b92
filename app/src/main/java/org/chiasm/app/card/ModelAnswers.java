package org.chiasm.app.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chiasm.app.explain.RiskHorizon;
import org.chiasm.app.report.ClinicalWords;
import org.chiasm.learn.bundle.MeasuredBudget;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.fusion.LearnerKind;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;

/** What the bundle and the run's summary say of methods, output, performance and limits. */
final class ModelAnswers {
  private ModelAnswers() {}

  /** Answers by item number; an item that nothing was measured for is left out. */
  static Map<String, String> of(
      StudyDefinition study,
      ModelBundle bundle,
      JsonNode summary,
      Optional<MeasuredBudget> budget) {
    var evaluation = summary.path("evaluation");
    boolean bySite = study.evaluate().subgroups().contains("site");
    boolean networks = usesNetworks(bundle);
    var answers = new TreeMap<String, String>();
    answers.put(
        "12b",
        "Trees read values as they are. For linear models and networks values are drawn in to their"
            + " 0.5th and 99.5th percentile, skewed ones by ln(1+x), and standardised, all fitted"
            + " on training rows; a level of a category is an indicator of its own.");
    answers.put(
        "12c",
        study.outcome() instanceof OutcomeDefinition.MultiClass classes
            ? "A model of each class against all others, their probabilities divided by the sum; that"
                + " of "
                + classes.names().getFirst()
                + ": "
                + models(study, bundle)
            : models(study, bundle));
    answers.put(
        "12d",
        bySite
            ? "Performance by site (table of subgroups); parameters are not varied by site."
            : "Not examined: the study file names no subgroup by site.");
    answers.put("12e", measures(evaluation));
    answers.put("12f", "None: no model was updated.");
    answers.put(
        "12g",
        "By the object itself: chiasm evaluate MODEL and chiasm explain MODEL read this folder.");
    answers.put(
        "13",
        networks
            ? "Rows are not drawn again. The loss of networks weighs the rarer outcome by the"
                + " square root of the ratio, at most 3, and the exported score takes it back"
                + " out; every score is calibrated on tuning rows."
            : study.outcome() instanceof OutcomeDefinition.TimeTo
                ? "Not applicable: the outcome is a quantity."
                : "None. Rows are neither weighted nor drawn again.");
    if (!study.evaluate().subgroups().isEmpty()
        && !(study.outcome() instanceof OutcomeDefinition.TimeToEvent)) {
      answers.put(
          "14",
          "Nothing was done to the model; performance is reported by "
              + String.join(", ", study.evaluate().subgroups())
              + ".");
    }
    answers.put("15", output(study));
    answers.put(
        "18f",
        "Chiasm "
            + bundle.provenance().versions().getOrDefault("chiasm", "of unknown version")
            + ", Apache-2.0; the study file is in this bundle.");
    answers.put("20c", "Not applicable: no data beside those of development.");
    answers.put(
        "22",
        "This folder is the full model: study file, feature contract, weights and manifest; it"
            + " loads with Chiasm and predicts single rows.");
    if (evaluation.path("strategies").size() > 0) {
      answers.put("23a", "The tables of performance and of subgroups in this card.");
    }
    answers.put("23b", bySite ? "By site, in the table of subgroups." : "Not examined (item 12d).");
    answers.put("24", "Not applicable: no model was updated.");
    var problems = new ArrayList<String>();
    evaluation.path("problems").forEach(problem -> problems.add(problem.asText()));
    problems.add("evaluated on held-out subjects of the same data only, other data were not tried");
    answers.put("26", "Found by the run: " + String.join("; ", problems) + ".");
    answers.put("27a", gate(study, budget));
    return answers;
  }

  private static boolean usesNetworks(ModelBundle bundle) {
    return bundle.model().fitted().stream()
        .anyMatch(each -> each.byLearner().containsKey(LearnerKind.NETWORK));
  }

  private static String models(StudyDefinition study, ModelBundle bundle) {
    var fitted =
        bundle.model().fitted().stream()
            .map(each -> each.key().id() + " by " + each.chosen().id())
            .collect(Collectors.joining(", "));
    var learners = new TreeSet<String>();
    bundle
        .model()
        .fitted()
        .forEach(each -> each.byLearner().keySet().forEach(kind -> learners.add(kind.id())));
    var absent =
        bundle.model().notTrained().stream()
            .map(each -> each.key().id() + " (" + each.reason() + ")")
            .collect(Collectors.joining(", "));
    return "Chosen on rows they did not learn from (tuning rows, and training rows by out-of-fold"
        + " scores where there are such), from "
        + String.join(", ", learners)
        + ", with their settings: "
        + fitted
        + (absent.isEmpty() ? "" : ". Not trained: " + absent)
        + (study.outcome() instanceof OutcomeDefinition.TimeTo
            ? ". Quantities are not calibrated."
            : study.outcome() instanceof OutcomeDefinition.TimeToEvent
                ? ". Calibrated by a straight line on the logit of the risk at the horizon, on"
                    + " pseudo-values of tuning rows."
                : ". Calibrated by a straight line on the logit, on tuning rows.");
  }

  private static String measures(JsonNode evaluation) {
    var names = new ArrayList<String>();
    for (var strategy : evaluation.path("strategies")) {
      if (names.isEmpty()) {
        strategy.path("metrics").fieldNames().forEachRemaining(names::add);
      }
    }
    return names.isEmpty()
        ? "None: the run has no evaluation."
        : String.join(", ", names)
            + "; 95 % intervals by bootstrap over subjects; strategies are compared in pairs on the"
            + " same resamples.";
  }

  private static String output(StudyDefinition study) {
    return switch (study.outcome()) {
      case OutcomeDefinition.Binary _ -> "A probability. No threshold is part of the model.";
      case OutcomeDefinition.TimeTo timeTo ->
          "A quantity in"
              + ClinicalWords.times(timeTo.unit())
              + ". No threshold is part of the model.";
      case OutcomeDefinition.TimeToEvent _ ->
          "The risk of the event by each time"
              + RiskHorizon.of(study).map(each -> " " + each.words()).orElse("")
              + ". No threshold is part of the model.";
      case OutcomeDefinition.MultiClass classes ->
          "A probability of each of "
              + String.join(", ", classes.names())
              + ", which sum to 1. No threshold is part of the model.";
    };
  }

  private static String gate(StudyDefinition study, Optional<MeasuredBudget> budget) {
    var required =
        study.inputs().stream()
            .filter(input -> input.missing() == InputDefinition.Missing.REQUIRE)
            .map(InputDefinition::name)
            .toList();
    return (required.isEmpty()
            ? "No input is required."
            : "Without " + String.join(", ", required) + " the gate waits, then abstains.")
        + " "
        + budget
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "For %s it was measured that inputs of up to %.0f %% of the importance may"
                            + " be absent while the floor holds (%s); beyond that the gate"
                            + " abstains.",
                        each.strategy(),
                        100 * each.region().maxFraction(),
                        each.region().floor()))
            .orElseGet(
                () ->
                    study.missing().measured()
                        ? "How much may be absent has not been measured (chiasm budget)."
                        : String.format(
                            Locale.ROOT,
                            "By the study file, up to %.0f %% of the inputs may be absent.",
                            100 * study.missing().maxFraction()))
        + " An input that cannot be trusted counts as absent, with its reason.";
  }
}
