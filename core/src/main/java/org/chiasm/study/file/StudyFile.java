package org.chiasm.study.file;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.study.FusionPlan;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.LateRule;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.StudyDurations;
import org.chiasm.study.yaml.Checked;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.Problems;
import org.chiasm.study.yaml.Section;
import org.chiasm.study.yaml.YamlText;

/**
 * The study file: one YAML document that says what is predicted, for whom, when, from what. Its
 * grammar is {@code docs/STUDY_FILE.md}; editors know it by {@code study.schema.json} beside this
 * package.
 */
public final class StudyFile {
  static final Keys KEYS =
      Keys.of("a study")
          .require("study", "concepts", "cohort", "inputs", "outcome", "split", "fusion")
          .allow(
              "question",
              "prediction_time",
              "wait",
              "missing",
              "late",
              "search",
              "evaluate",
              "card");

  private static final Pattern STUDY_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern PREDICTION_TIME = Pattern.compile("trigger(?:\\s*\\+\\s*(.+))?");
  private static final int LENGTH_MAX = 80;

  private StudyFile() {}

  /**
   * Reads a study file whole. Any text is answered; none makes it throw.
   *
   * @param text the file's contents, at most 1 MiB
   * @param fileName how problems name the file
   */
  public static Checked<StudyDefinition> read(String text, String fileName) {
    return read(text, fileName, EncoderFiles.UNSEEN);
  }

  /**
   * The same.
   *
   * @param encoders looks into the encoder files that the study names
   */
  public static Checked<StudyDefinition> read(String text, String fileName, EncoderFiles encoders) {
    var problems = new Problems(fileName);
    var root = YamlText.read(text, problems, "a study: YAML that begins \"study: NAME\"");
    return problems.result(root.flatMap(section -> study(section.allow(KEYS), problems, encoders)));
  }

  /**
   * What the file's {@code card} says for the model card, by name; nothing where it says nothing or
   * cannot be read.
   *
   * @param text the file's contents, at most 1 MiB
   */
  public static Map<String, String> cardStatements(String text) {
    var problems = new Problems("study.yaml");
    return YamlText.read(text, problems, "a study: YAML that begins \"study: NAME\"")
        .flatMap(root -> root.get("card"))
        .map(CardReader::read)
        .orElseGet(Map::of);
  }

  /** The names that a {@code card} may have. */
  public static List<String> cardNames() {
    return CardReader.NAMES;
  }

  private static Optional<StudyDefinition> study(
      Section root, Problems problems, EncoderFiles encoders) {
    var name = root.get("study").flatMap(StudyFile::name);
    var question = root.get("question").flatMap(field -> field.text("the question in words"));
    var concepts = root.get("concepts").map(ConceptNames::read).orElseGet(ConceptNames::none);
    var predictionDelay =
        root.get("prediction_time").map(StudyFile::delay).orElse(Optional.of(Duration.ZERO));
    var inputs =
        root.get("inputs")
            .map(field -> InputNames.read(field, concepts, predictionDelay, encoders))
            .orElseGet(InputNames::none);
    var cohort =
        root.get("cohort").flatMap(new CohortReader(concepts, inputs, predictionDelay)::read);
    var wait = root.get("wait").flatMap(Spelling::duration).orElse(Duration.ZERO);
    var outcomeSection = root.get("outcome").flatMap(OutcomeReader::section);
    var outcome = outcomeSection.flatMap(new OutcomeReader(concepts)::read);
    var floors = outcomeSection.flatMap(FloorReader.Metrics::of);
    var missing =
        root.get("missing")
            .map(field -> EvaluationReader.missing(field, floors))
            .orElseGet(() -> EvaluationReader.measured());
    var split = root.get("split").flatMap(field -> SplitReader.read(field, inputs));
    var fusion = root.get("fusion").map(EvaluationReader::fusion);
    var late =
        root.get("late")
            .map(field -> EvaluationReader.late(field, fusion.orElse(List.of())))
            .orElse(LateRule.CHOSEN);
    var search =
        root.get("search").map(EvaluationReader::search).orElse(FusionPlan.Search.STANDARD);
    var evaluate =
        root.get("evaluate")
            .map(field -> EvaluationReader.evaluate(field, inputs))
            .orElseGet(() -> EvaluationReader.standard());
    root.get("card").ifPresent(CardReader::read);
    concepts.warnOfUnused();
    warnOfIdleWait(root, wait, inputs);
    warnOfIdleExtractor(root, fusion.orElse(List.of()), inputs);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StudyDefinition(
            name.orElseThrow(),
            question.orElse(""),
            concepts.concepts(),
            cohort.orElseThrow(),
            predictionDelay.orElseThrow(),
            wait,
            inputs.inputs(),
            missing,
            outcome.orElseThrow(),
            split.orElseThrow(),
            new FusionPlan(
                fusion.orElseThrow(), late, search, inputs.branchByInput(), inputs.encoders()),
            evaluate));
  }

  private static Optional<String> name(Field field) {
    var expected = "a name of at most 64 letters, digits, ., _ and -: it becomes a file's name";
    var name = field.text(expected);
    if (name.isPresent() && !STUDY_NAME.matcher(name.get()).matches()) {
      var likely = name.get().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[._-]+|-+$", "");
      field.reject(expected, STUDY_NAME.matcher(likely).matches() ? likely : "");
    }
    return name;
  }

  /** How long after the trigger the prediction is made. */
  private static Optional<Duration> delay(Field field) {
    var match = PREDICTION_TIME.matcher(field.raw().strip());
    boolean isLong = field.raw().length() > LENGTH_MAX;
    if (!isLong && match.matches() && match.group(1) == null) {
      return Optional.of(Duration.ZERO);
    }
    var delay =
        !isLong && match.matches()
            ? StudyDurations.parse(match.group(1)).filter(each -> !each.isNegative())
            : Optional.<Duration>empty();
    if (delay.isEmpty()) {
      field.reject(
          "trigger, or a time after it with its unit ("
              + StudyDurations.UNITS
              + "), such as trigger + 2h");
    }
    return delay;
  }

  private static void warnOfIdleWait(Section root, Duration wait, InputNames inputs) {
    if (wait.isPositive()
        && inputs.inputs().stream()
            .noneMatch(input -> input.missing() == InputDefinition.Missing.REQUIRE)) {
      root.get("wait")
          .ifPresent(
              field ->
                  field.warn(
                      "a time to wait and no input to wait for", "an input with missing: require"));
    }
  }

  private static void warnOfIdleExtractor(
      Section root, List<FusionStrategy> fusion, InputNames inputs) {
    boolean trainsNetworks = fusion.stream().anyMatch(FusionStrategy::trainsNetworks);
    boolean hasExtractor =
        inputs.inputs().stream()
            .anyMatch(
                input ->
                    input instanceof InputDefinition.Image image
                        && image.extractor() != InputDefinition.Image.Extractor.CNN_2D_ATTENTION);
    if (hasExtractor && !fusion.isEmpty() && !trainsNetworks) {
      root.get("fusion")
          .ifPresent(
              field ->
                  field.warn(
                      "an extractor of an input and no strategy that trains networks",
                      "early_ii, joint_i, joint_ii or joint_attention"));
    }
  }
}
