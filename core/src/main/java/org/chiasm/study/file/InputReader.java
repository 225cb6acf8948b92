package org.chiasm.study.file;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chiasm.Modality;
import org.chiasm.study.Branch;
import org.chiasm.study.EncoderRule;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.History;
import org.chiasm.study.InputDefinition.History.HistorySource;
import org.chiasm.study.InputDefinition.Image;
import org.chiasm.study.InputDefinition.Image.Extractor;
import org.chiasm.study.InputDefinition.Missing;
import org.chiasm.study.InputDefinition.Waveform;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.StudyDurations;
import org.chiasm.study.TensorRule;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.NearestName;
import org.chiasm.study.yaml.Section;
import org.chiasm.study.yaml.Words;

/** Reads one entry under {@code inputs}; its modality decides which keys it has. */
final class InputReader {
  static final Map<String, Modality> MODALITIES = Words.of(Modality.values());
  static final Map<String, Missing> MISSING = Words.of(Missing.values());
  static final Map<String, HistorySource> HISTORY_SOURCES = Words.of(HistorySource.values());
  static final Map<String, Extractor> EXTRACTORS = Words.of(Extractor.values());
  static final Keys IMAGE =
      Keys.of("an image input")
          .require("modality", "select", "window")
          .allow("tensor", "extractor", "encoder", "missing", "branch");
  static final Keys WAVEFORM =
      Keys.of("a waveform input")
          .require("modality", "window")
          .allow("select", "encoder", "missing", "branch");
  static final Keys TEXT =
      Keys.of("a text input")
          .require("modality", "history", "window")
          .allow("from", "missing", "branch");
  static final Keys NOTES =
      Keys.of("a text input of notes")
          .require("modality", "notes", "window")
          .allow("words", "encoder", "missing", "branch");
  static final Keys TABULAR =
      Keys.of("a tabular input")
          .require("modality", "concept")
          .allow("window", "reduce", "missing", "branch");
  static final Keys TRAJECTORY =
      Keys.of("a trajectory input")
          .require("modality", "trajectory", "window")
          .allow("derive", "step", "missing", "branch");
  static final Keys WAVEFORM_SELECT = Keys.of("a waveform rule").allow("leads", "duration");

  private static final Keys ANY =
      Keys.of("an input")
          .require("modality")
          .allow(
              "select",
              "tensor",
              "extractor",
              "encoder",
              "history",
              "from",
              "notes",
              "words",
              "concept",
              "trajectory",
              "derive",
              "step",
              "window",
              "reduce",
              "missing",
              "branch");
  private static final int LENGTH_MAX = 80;
  private static final int LEADS_MAX = 256;

  private final ConceptNames concepts;
  private final Optional<Duration> predictionDelay;
  private final EncoderFiles encoders;

  /**
   * A reader for one study.
   *
   * @param predictionDelay from the trigger to the prediction; empty where it has problems
   * @param encoders looks into the encoder files of notes
   */
  InputReader(ConceptNames concepts, Optional<Duration> predictionDelay, EncoderFiles encoders) {
    this.encoders = encoders;
    this.concepts = concepts;
    this.predictionDelay = predictionDelay;
  }

  /** The branch that an entry names, if it names one. */
  static Optional<Branch> branch(Field field) {
    var section = field.section("an input");
    var modality =
        section
            .flatMap(each -> each.allow(ANY).get("modality"))
            .flatMap(each -> each.oneOf(MODALITIES));
    return section
        .flatMap(each -> each.allow(ANY).get("branch"))
        .flatMap(each -> branch(each, modality));
  }

  /** The given encoder of an entry, if it is an image or a waveform and has one. */
  static Optional<EncoderRule> encoder(Field field, EncoderFiles files) {
    var section = field.section("an input").map(each -> each.allow(ANY));
    return section
        .flatMap(each -> each.get("modality"))
        .flatMap(each -> each.oneOf(MODALITIES))
        .filter(modality -> modality == Modality.IMAGE || modality == Modality.WAVEFORM)
        .flatMap(_ -> section.flatMap(each -> each.get("encoder")))
        .flatMap(each -> EncoderReader.read(each, files));
  }

  private static Optional<Branch> branch(Field field, Optional<Modality> modality) {
    var name = field.text("the name of a branch of fusion, such as labs");
    if (name.isEmpty() || modality.isEmpty()) {
      return Optional.empty();
    }
    if (!Spelling.NAME.matcher(name.get()).matches()) {
      field.reject(Spelling.NAME_RULE, Spelling.likelyName(name.get()));
      return Optional.empty();
    }
    var other = MODALITIES.get(name.get());
    if (other != null && other != modality.get()) {
      field.reject("a name that is not that of another modality", "");
      return Optional.empty();
    }
    return Optional.of(new Branch(name.get(), modality.get()));
  }

  /** The inputs that one entry stands for: one, or one for each of a list of reductions. */
  List<? extends InputDefinition> read(String name, Field field) {
    var section = field.section("an input such as {modality: tabular, concept: wbc, …}");
    if (section.isEmpty()) {
      return List.of();
    }
    var modality =
        section
            .get()
            .allow(ANY)
            .get("modality")
            .flatMap(each -> each.oneOf(MODALITIES).or(() -> likeliest(each.raw())));
    if (modality.isEmpty()) {
      window(section.get().allow(ANY));
      missing(section.get().allow(ANY));
      return List.of();
    }
    return switch (modality.get()) {
      case TABULAR ->
          section.get().allow(ANY).get("trajectory").isPresent()
              ? new TrajectoryReader(concepts, predictionDelay)
                  .read(name, section.get().allow(TRAJECTORY)).stream().toList()
              : new TabularReader(concepts, predictionDelay)
                  .read(name, section.get().allow(TABULAR));
      case IMAGE -> image(name, section.get().allow(IMAGE)).stream().toList();
      case WAVEFORM -> waveform(name, section.get().allow(WAVEFORM)).stream().toList();
      case TEXT ->
          section.get().allow(ANY).get("notes").isPresent()
              ? new NotesReader(concepts, predictionDelay, encoders)
                  .read(name, section.get().allow(NOTES)).stream().toList()
              : history(name, section.get().allow(TEXT)).stream().toList();
    };
  }

  /** What a misspelt modality stands for, so that the rest of its input is checked too. */
  private static Optional<Modality> likeliest(String written) {
    return Optional.ofNullable(MODALITIES.get(NearestName.of(written, MODALITIES.keySet())));
  }

  private Optional<Image> image(String name, Section section) {
    var select = section.get("select").flatMap(SeriesRuleReader::read);
    var tensor =
        section.has("tensor")
            ? section.get("tensor").flatMap(TensorRuleReader::read)
            : Optional.<TensorRule>of(new TensorRule.Standard());
    var extractor = extractor(section, select, tensor);
    var window = window(section);
    var missing = missing(section);
    return select.isPresent() && tensor.isPresent() && extractor.isPresent() && window.isPresent()
        ? Optional.of(
            new Image(name, select.get(), tensor.get(), extractor.get(), window.get(), missing))
        : Optional.empty();
  }

  /** Empty where it has problems, which are reported; a 3-D network needs slices. */
  private static Optional<Extractor> extractor(
      Section section, Optional<SeriesRule> select, Optional<TensorRule> tensor) {
    var field = section.get("extractor");
    if (field.isEmpty()) {
      return Optional.of(Extractor.CNN_2D_ATTENTION);
    }
    var extractor = field.get().oneOf(EXTRACTORS);
    if (extractor.filter(each -> each == Extractor.CNN_3D).isEmpty()) {
      return extractor;
    }
    var flat =
        tensor.filter(each -> !each.allowsSlices()).isPresent()
            ? "a tensor"
            : select.filter(each -> !each.allowsSlices()).isPresent() ? "a dicom_modality" : "";
    if (flat.isEmpty()) {
      return extractor;
    }
    field
        .get()
        .reject(
            Words.word(Extractor.CNN_3D) + " with " + flat + " without slices",
            Words.word(Extractor.CNN_2D_ATTENTION)
                + ", or series of slices such as CT or MR: a 3-D network reads volumes only",
            "");
    return Optional.empty();
  }

  private Optional<Waveform> waveform(String name, Section section) {
    var select =
        section
            .get("select")
            .flatMap(field -> field.section("a rule such as {leads: 12, duration: \">= 8 s\"}"))
            .map(rule -> rule.allow(WAVEFORM_SELECT));
    long leads =
        select
            .flatMap(rule -> rule.get("leads"))
            .flatMap(
                field ->
                    field.wholeNumber("the least number of leads, 1 to " + LEADS_MAX, 1, LEADS_MAX))
            .orElse(1L);
    double seconds =
        select
            .flatMap(rule -> rule.get("duration"))
            .flatMap(InputReader::atLeast)
            .map(duration -> duration.toNanos() / 1e9)
            .orElse(0.0);
    var missing = missing(section);
    return window(section)
        .map(window -> new Waveform(name, Math.toIntExact(leads), seconds, window, missing));
  }

  private static Optional<Duration> atLeast(Field field) {
    var text = field.raw().strip();
    var duration =
        text.startsWith(">=") && text.length() < LENGTH_MAX
            ? StudyDurations.parse(text.substring(2))
            : Optional.<Duration>empty();
    if (duration.isEmpty() || duration.get().isNegative()) {
      field.reject(
          "a least duration with its unit (" + StudyDurations.UNITS + "), such as \">= 8 s\"");
      return Optional.empty();
    }
    return duration;
  }

  private Optional<History> history(String name, Section section) {
    var history =
        section.get("history").flatMap(field -> field.text("a comorbidity such as diabetes"));
    section
        .get("history")
        .filter(_ -> history.filter(each -> !Spelling.NAME.matcher(each).matches()).isPresent())
        .ifPresent(
            field -> field.reject(Spelling.NAME_RULE, Spelling.likelyName(history.orElse(""))));
    Set<HistorySource> from =
        section
            .get("from")
            .map(
                field ->
                    field.oneOrMore("a list of condition, note").stream()
                        .flatMap(item -> item.oneOf(HISTORY_SOURCES).stream())
                        .collect(Collectors.toUnmodifiableSet()))
            .orElse(Set.of(HistorySource.values()));
    var window = window(section);
    var missing = missing(section);
    return history.isPresent() && window.isPresent()
        ? Optional.of(new History(name, history.get(), from, window.get(), missing))
        : Optional.empty();
  }

  static Missing missing(Section section) {
    return section.get("missing").flatMap(field -> field.oneOf(MISSING)).orElse(Missing.ALLOW);
  }

  private Optional<TimeWindow> window(Section section) {
    return section
        .get("window")
        .flatMap(field -> Spelling.windowUntilPrediction(field, predictionDelay));
  }
}
