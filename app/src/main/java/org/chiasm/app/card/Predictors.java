package org.chiasm.app.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.encode.FeatureReference;
import org.chiasm.learn.evaluate.AbsentInputs;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.StudyDurations;

/** The table of predictors: what each is, and how it was distributed and missing. */
final class Predictors {
  private static final int MEDIAN = FeatureReference.SHARES.indexOf(0.5);
  private static final int QUARTER = FeatureReference.SHARES.indexOf(0.25);
  private static final int THREE_QUARTERS = FeatureReference.SHARES.indexOf(0.75);

  private Predictors() {}

  static void write(ArrayNode table, StudyDefinition study, ModelBundle bundle, JsonNode summary) {
    for (var input : study.inputs()) {
      var node = table.addObject();
      node.put("name", input.name());
      node.put("branch", study.branch(input).name());
      node.put("modality", input.modality().name().toLowerCase(Locale.ROOT));
      node.put("window", input.window().toString());
      node.put("if_missing", input.missing().name().toLowerCase(Locale.ROOT));
      define(node, study, input);
      for (var tally : summary.path("inputs")) {
        if (tally.path("name").asText().equals(input.name())) {
          tally(node, tally);
        }
      }
      bundle.model().reference().stream()
          .filter(each -> each.feature().equals(input.name()))
          .forEach(each -> distribution(node, each));
    }
  }

  private static void define(ObjectNode node, StudyDefinition study, InputDefinition input) {
    switch (input) {
      case InputDefinition.Tabular tabular -> {
        node.put("concept", tabular.concept());
        node.put("reduce", tabular.reduce().name().toLowerCase(Locale.ROOT));
        if (!AbsentInputs.isCount(input, study)
            && study.concept(tabular.concept()) instanceof Concept.Measurement measurement) {
          node.put("unit", measurement.unit());
        } else if (study.concept(tabular.concept()) instanceof Concept.Demographic demographic
            && demographic.attribute() == Concept.Demographic.Attribute.AGE) {
          node.put("unit", "a");
        }
      }
      case InputDefinition.Trajectory trajectory ->
          node.put("concept", String.join(", ", trajectory.concepts()))
              .put("reduce", "means of steps of " + StudyDurations.format(trajectory.step()));
      case InputDefinition.History history -> node.put("concept", history.history());
      case InputDefinition.Notes notes ->
          node.put("concept", notes.kinds().isEmpty() ? "notes" : String.join(", ", notes.kinds()))
              .put("reduce", "TF-IDF of at most " + notes.words() + " words");
      case InputDefinition.Image _ -> node.put("concept", "image series");
      case InputDefinition.Waveform _ -> node.put("concept", "recording");
    }
  }

  private static void tally(ObjectNode node, JsonNode tally) {
    long rows = tally.path("rows").asLong();
    long present = tally.path("present").asLong();
    node.put("rows", rows);
    if (rows > 0) {
      node.put("missing_share", 1 - (double) present / rows);
    }
    node.set("missing_by_reason", tally.path("missing"));
    if (tally.has("age_hours_median")) {
      node.set("age_hours_median", tally.path("age_hours_median"));
    }
  }

  private static void distribution(ObjectNode node, FeatureReference reference) {
    node.put("training_missing_share", reference.missingShare());
    if (!reference.quantiles().isEmpty()) {
      node.put("training_median", reference.quantiles().get(MEDIAN));
      node.put("training_quarter", reference.quantiles().get(QUARTER));
      node.put("training_three_quarters", reference.quantiles().get(THREE_QUARTERS));
    }
  }
}
