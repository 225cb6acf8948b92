package org.chiasm.app.card;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.learn.bundle.BundleAddition;
import org.chiasm.learn.bundle.MeasuredBudget;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.MultiClassBundle;

/** From a run to the card in its model's bundle. */
public final class CardStage {
  /** The card for a program, in the bundle. */
  public static final String JSON = "model-card.json";

  /** The card for a person, in the bundle. */
  public static final String PAGE = "model-card.html";

  private CardStage() {}

  /** Writes the card of a run into its model, and where it lies into the run's summary. */
  public static void write(OutputFolder run) throws IOException, WrongUseException {
    var model = run.model();
    if (!Files.isRegularFile(model.resolve("manifest.json"))) {
      return;
    }
    var document = SummaryFile.open(run);
    var card =
        ModelCard.of(
            StudyFiles.read(model.resolve("study.yaml"), List.of()).study(),
            bundle(model),
            document.root(),
            MeasuredBudget.load(model));
    put(model, card);
    document.root().put("model_card", run.root().relativize(model.resolve(PAGE)).toString());
    document.save();
  }

  /** Brings what a bundle's card says of its budget up to date; nothing where there is no card. */
  public static void refreshBudget(Path model) throws IOException, WrongUseException {
    var known = BundleAddition.read(model, JSON);
    if (known.isEmpty() || !(new ObjectMapper().readTree(known.get()) instanceof ObjectNode card)) {
      return;
    }
    var answers =
        ModelAnswers.of(
            StudyFiles.read(model.resolve("study.yaml"), List.of()).study(),
            bundle(model),
            SummaryFile.node(),
            MeasuredBudget.load(model));
    for (var item : card.path("items")) {
      if (item.path("item").asText().equals("27a") && item instanceof ObjectNode node) {
        node.put("measured", answers.get("27a"));
      }
    }
    put(model, card);
  }

  /** Of several classes the model of the first stands for all: their contract is the same. */
  private static ModelBundle bundle(Path model) throws IOException {
    if (!MultiClassBundle.isAt(model)) {
      return ModelBundle.load(model);
    }
    var classes = MultiClassBundle.load(model);
    return classes.against(classes.model().names().getFirst());
  }

  private static void put(Path model, ObjectNode card) throws IOException {
    BundleAddition.put(
        model,
        Map.of(
            JSON,
            (card.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8),
            PAGE,
            ModelCardPage.html(card).getBytes(StandardCharsets.UTF_8)));
  }
}
