package org.chiasm.app.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;

/** What the study file and the run's summary say of data, participants, outcome and predictors. */
final class DataAnswers {
  private final StudyDefinition study;
  private final JsonNode summary;
  private final JsonNode evaluation;

  private DataAnswers(StudyDefinition study, JsonNode summary) {
    this.study = study;
    this.summary = summary;
    this.evaluation = summary.path("evaluation");
  }

  /** Answers by item number; an item that nothing was measured for is left out. */
  static Map<String, String> of(StudyDefinition study, JsonNode summary) {
    var data = new DataAnswers(study, summary);
    var answers = new TreeMap<String, String>();
    answers.put(
        "1",
        "Development of a prediction model, evaluated on held-out subjects of the same data: "
            + study.question());
    answers.put("2", "This card.");
    answers.put(
        "4",
        "Development and internal evaluation of every branch of inputs alone and of "
            + study.fusion().strategies().size()
            + " ways of joining them. "
            + study.question());
    put(answers, "5a", data.feeds());
    put(answers, "5b", data.dates());
    answers.put("6b", data.eligibility());
    put(answers, "7", data.quality());
    answers.put("8a", data.outcome());
    answers.put(
        "9b", "The table of predictors in this card: what, in which unit and window, how reduced.");
    put(answers, "10", data.size());
    answers.put(
        "11",
        "Each input says what its absence means (table of predictors); trees take absence as it is,"
            + " linear models and networks the training median and an indicator of absence. Rows"
            + " without a known outcome and rows that the gate does not let pass are left out and"
            + " counted (item 20a).");
    answers.put("12a", data.division());
    answers.put(
        "16",
        switch (study.split()) {
          case SplitDefinition.Shares _, SplitDefinition.Folds _ ->
              "None by design: development and evaluation subjects are of the same data, divided by"
                  + " subject, without regard to time or place.";
          case SplitDefinition.ByTime _ ->
              "Evaluation subjects came later: subjects are divided by the time of their first"
                  + " prediction.";
          case SplitDefinition.BySite(_, var input, _) ->
              "Each site (" + input + ") is held out once, with subjects who were never there.";
        });
    put(answers, "20a", data.flow());
    answers.put("20b", "The table of predictors in this card.");
    put(answers, "21", data.analyses());
    return answers;
  }

  private static void put(Map<String, String> answers, String item, String answer) {
    if (!answer.isEmpty()) {
      answers.put(item, answer);
    }
  }

  private String feeds() {
    var words = new ArrayList<String>();
    for (var feed : summary.path("feeds").properties()) {
      words.add(
          String.format(
              Locale.ROOT,
              "%s: %,d items read, %,d facts used, %,d set aside",
              feed.getKey(),
              feed.getValue().path("read").asLong(),
              feed.getValue().path("facts_used").asLong(),
              feed.getValue().path("set_aside").asLong()));
    }
    return words.isEmpty() ? "" : String.join("; ", words) + ".";
  }

  private String dates() {
    var times = evaluation.path("prediction_times");
    return times.has("first")
        ? "Predictions from "
            + times.path("first").asText()
            + " to "
            + times.path("last").asText()
            + ", as the sources give dates."
        : "";
  }

  private String eligibility() {
    var words = new StringBuilder();
    switch (study.cohort().trigger()) {
      case CohortDefinition.Trigger.InputArrives(var input) ->
          words.append("Each accepted ").append(input).append(" starts a prediction");
      case CohortDefinition.Trigger.ConceptOccurs(var concept) ->
          words.append("Each ").append(concept).append(" starts a prediction");
    }
    words.append(
        study.cohort().perSubject() == CohortDefinition.PerSubject.FIRST
            ? ", the first of a subject only"
            : ", all of a subject");
    for (var step : summary.path("cohort").path("funnel")) {
      if (step.path("step").asText().startsWith("left out: ")) {
        words
            .append("; ")
            .append(step.path("step").asText())
            .append(" (")
            .append(step.path("count").asLong())
            .append(')');
      }
    }
    return words.append('.').toString();
  }

  private String quality() {
    var reasons = new TreeMap<String, Long>();
    for (var feed : summary.path("feeds")) {
      feed.path("set_aside_by_reason")
          .properties()
          .forEach(each -> reasons.merge(each.getKey(), each.getValue().asLong(), Long::sum));
    }
    return "Units are converted by UCUM and numbers outside their plausible range are not used;"
        + " what cannot be trusted is set aside with a reason"
        + (reasons.isEmpty() ? "" : " (" + counts(reasons) + ")")
        + ". Not examined by group.";
  }

  private static String counts(Map<String, Long> counts) {
    return String.join(
        ", ",
        counts.entrySet().stream()
            .map(each -> String.format(Locale.ROOT, "%s %,d", each.getKey(), each.getValue()))
            .toList());
  }

  private String outcome() {
    var words =
        switch (study.outcome()) {
          case OutcomeDefinition.Binary binary -> "Whether " + binary.concept() + " occurs";
          case OutcomeDefinition.TimeTo timeTo ->
              "Time to the first of " + String.join(", ", timeTo.concepts());
          case OutcomeDefinition.TimeToEvent event ->
              "Time to the first of " + String.join(", ", event.concepts());
          case OutcomeDefinition.MultiClass classes -> classes(classes);
        };
    return words
        + ", in "
        + study.outcome().riskWindow()
        + " after the prediction time, from the record; a subject who is not observed to the end "
        + switch (study.outcome().noFollowup()) {
          case DROP -> "is left out.";
          case NEGATIVE ->
              study.outcome() instanceof OutcomeDefinition.MultiClass classes
                  ? "counts as " + classes.otherwise() + "."
                  : "counts as without it.";
          case CENSOR -> "is censored there.";
        };
  }

  private static String classes(OutcomeDefinition.MultiClass outcome) {
    return "Which comes first: "
        + outcome.classes().stream()
            .map(each -> each.name() + " (" + each.concept() + ")")
            .collect(Collectors.joining(", "))
        + "; "
        + outcome.otherwise()
        + " where none does";
  }

  private String size() {
    if (!evaluation.path("rows").has("used")) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "All there were: %,d predictions of %,d subjects are evaluated%s. No sample size was"
            + " calculated.",
        evaluation.path("held_out_rows").asLong(),
        evaluation.path("held_out_subjects").asLong(),
        hasEvents()
            ? String.format(
                Locale.ROOT, ", %,d with the outcome", evaluation.path("held_out_events").asLong())
            : "");
  }

  /** Whether rows have the outcome or not, seen or censored. */
  private boolean hasEvents() {
    var kind = evaluation.path("outcome_kind").asText();
    return kind.equals("binary") || kind.equals("time_to_event");
  }

  private String division() {
    return switch (study.split()) {
      case SplitDefinition.Shares shares ->
          String.format(
              Locale.ROOT,
              "By subject: %.0f %% for training, %.0f %% for tuning and calibration, %.0f %% held"
                  + " out and used for nothing but the figures (seed %d).",
              100 * shares.train(),
              100 * shares.tuning(),
              100 * shares.heldOut(),
              shares.seed());
      case SplitDefinition.Folds folds ->
          String.format(
              Locale.ROOT,
              "By subject, %d-fold cross-validation: each fold is held out once, the one after it"
                  + " tunes (seed %d). The figures are those of the held-out folds; the model of"
                  + " this bundle is one more fit on all folds but the first, which tunes it.",
              folds.folds(),
              folds.seed());
      case SplitDefinition.ByTime time ->
          String.format(
              Locale.ROOT,
              "By the time of each subject's first prediction: the earliest %.0f %% of subjects for"
                  + " training, the next %.0f %% for tuning and calibration, the latest %.0f %% held"
                  + " out.",
              100 * time.train(),
              100 * time.tuning(),
              100 * time.heldOut());
      case SplitDefinition.BySite site ->
          String.format(
              Locale.ROOT,
              "By site (%s): each site is held out once; %.0f %% of the subjects who were never there"
                  + " tune, the others train (seed %d).",
              site.input(),
              100 * site.tuning(),
              site.seed());
    };
  }

  private String flow() {
    var words = new ArrayList<String>();
    for (var step : summary.path("cohort").path("funnel")) {
      words.add(
          String.format(
              Locale.ROOT, "%s: %,d", step.path("step").asText(), step.path("count").asLong()));
    }
    if (hasEvents() && evaluation.has("held_out_events")) {
      long events = evaluation.path("held_out_events").asLong();
      words.add(
          String.format(
              Locale.ROOT,
              "with the outcome: %,d; without: %,d",
              events,
              evaluation.path("held_out_rows").asLong() - events));
    }
    return String.join("; ", words);
  }

  private String analyses() {
    var words = new ArrayList<String>();
    for (var fold : evaluation.path("folds")) {
      words.add(
          String.format(
              Locale.ROOT,
              "division %d: %,d rows of %,d subjects for training, %,d of %,d for tuning, %,d of"
                  + " %,d held out",
              fold.path("fold").asInt(),
              fold.path("training_rows").asLong(),
              fold.path("training_subjects").asLong(),
              fold.path("tuning_rows").asLong(),
              fold.path("tuning_subjects").asLong(),
              fold.path("held_out_rows").asLong(),
              fold.path("held_out_subjects").asLong()));
    }
    return String.join("; ", List.copyOf(words));
  }
}
