package org.chiasm.app.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.learn.bundle.MeasuredBudget;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.file.StudyFile;

/**
 * The card of a model as a JSON document: every item of TRIPOD+AI with what was measured, what the
 * study file states, or that it is not stated; then predictors, performance and provenance.
 */
final class ModelCard {
  static final String FAITHFULNESS = "explanation-faithfulness";
  private static final String NOT_STATED = "not stated";

  private ModelCard() {}

  /**
   * The document; equal inputs give equal documents.
   *
   * @param summary of the run that made the model
   * @param budget of the bundle, where one was measured
   */
  static ObjectNode of(
      StudyDefinition study, ModelBundle bundle, JsonNode summary, Optional<MeasuredBudget> budget)
      throws IOException {
    var stated = StudyFile.cardStatements(bundle.studyText());
    var measured = new TreeMap<>(DataAnswers.of(study, summary));
    measured.putAll(ModelAnswers.of(study, bundle, summary, budget));
    var card = SummaryFile.node();
    card.put("format", "chiasm-model-card-1");
    card.put("guideline", "TRIPOD+AI, doi:10.1136/bmj-2023-078378");
    card.put("study", study.name());
    card.put("question", study.question());
    card.put("contact", stated.getOrDefault("contact", NOT_STATED));
    items(card.putArray("items"), measured, stated);
    Predictors.write(card.putArray("predictors"), study, bundle, summary);
    performance(card, summary.path("evaluation"));
    copy(card, summary.path("evaluation"), "branch_values");
    copy(card, summary.path("evaluation"), "search");
    copy(card, summary, "imputation");
    copy(card, summary, FAITHFULNESS);
    var provenance = card.putObject("provenance");
    provenance.put("rows_sha256", bundle.provenance().dataSha256());
    provenance.put("seed", bundle.provenance().seed());
    var versions = provenance.putObject("versions");
    bundle.provenance().versions().forEach(versions::put);
    var machine = provenance.putObject("machine");
    bundle.provenance().machine().forEach(machine::put);
    return card;
  }

  private static void copy(ObjectNode card, JsonNode from, String name) {
    if (from.has(name)) {
      card.set(name, from.path(name).deepCopy());
    }
  }

  private static void items(
      ArrayNode items, Map<String, String> measured, Map<String, String> stated)
      throws IOException {
    for (var item : TripodItem.all()) {
      var node = items.addObject();
      node.put("item", item.number()).put("topic", item.topic());
      node.put("applies", item.applies()).put("asks", item.asks());
      var statements = new ArrayList<String>();
      item.statements().stream()
          .filter(stated::containsKey)
          .forEach(name -> statements.add(stated.getOrDefault(name, "")));
      var fact = measured.get(item.number());
      if (fact != null) {
        node.put("measured", fact);
      }
      if (!statements.isEmpty()) {
        node.put("stated", String.join(" ", statements));
      } else if (!item.statements().isEmpty() || fact == null) {
        node.put("stated", NOT_STATED);
        item.statements().forEach(node.putArray("state_in_study_file")::add);
      }
    }
  }

  private static void performance(ObjectNode card, JsonNode evaluation) {
    var performance = card.putObject("performance");
    for (var name :
        new String[] {
          "outcome_kind",
          "held_out_rows",
          "held_out_subjects",
          "held_out_events",
          "best_single",
          "best_fused"
        }) {
      if (evaluation.has(name)) {
        performance.set(name, evaluation.path(name));
      }
    }
    var strategies = performance.putObject("strategies");
    for (var strategy : evaluation.path("strategies").properties()) {
      var node = strategies.putObject(strategy.getKey());
      node.set("metrics", strategy.getValue().path("metrics").deepCopy());
      node.set("subgroups", strategy.getValue().path("subgroups").deepCopy());
    }
    var best = evaluation.path("best_fused").asText(evaluation.path("best_single").asText(""));
    for (var each : evaluation.path("classes")) {
      performance
          .withArray("/classes")
          .addObject()
          .put("class", each.path("class").asText())
          .set("subgroups", each.path("strategies").path(best).path("subgroups").deepCopy());
    }
    performance.set("differences", evaluation.path("differences").deepCopy());
  }
}
