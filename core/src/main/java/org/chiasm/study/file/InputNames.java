package org.chiasm.study.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chiasm.Modality;
import org.chiasm.study.Branch;
import org.chiasm.study.Concept;
import org.chiasm.study.EncoderRule;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Words;

/** The inputs a study names, and the columns they make in a table of rows. */
final class InputNames {
  /** The columns every table of rows has (DESIGN section 6). */
  static final List<String> FIXED_COLUMNS =
      List.of(
          "subject_id",
          "trigger_source",
          "trigger_time",
          "prediction_time",
          "readiness",
          "reasons",
          "outcome",
          "censored_at");

  /** What follows an input's name in its other columns. */
  static final List<String> COLUMN_SUFFIXES = List.of("_age_hours", "_missing", "_origin");

  private final Map<String, Optional<Modality>> declared = new LinkedHashMap<>();
  private final List<InputDefinition> inputs = new ArrayList<>();
  private final Map<String, Branch> branchByInput = new LinkedHashMap<>();
  private final Map<String, EncoderRule> encoders = new LinkedHashMap<>();
  private final Map<String, String> ownerOfColumn = new HashMap<>();

  private final ConceptNames concepts;

  private InputNames(ConceptNames concepts) {
    this.concepts = concepts;
    FIXED_COLUMNS.forEach(column -> ownerOfColumn.put(column, "every row"));
  }

  /** No input. */
  static InputNames none() {
    return new InputNames(ConceptNames.none());
  }

  /** Reads the section of the inputs. */
  static InputNames read(
      Field field,
      ConceptNames concepts,
      Optional<Duration> predictionDelay,
      EncoderFiles encoders) {
    var names = new InputNames(concepts);
    var reader = new InputReader(concepts, predictionDelay, encoders);
    var section =
        field.section("names with inputs, such as {wbc: {modality: tabular, concept: wbc, …}}");
    section.ifPresent(
        present -> {
          if (present.entries().isEmpty()) {
            field.reject("no input", "at least one input", "");
          }
          present.entries().forEach((name, input) -> names.declare(name, input, reader, encoders));
        });
    return names;
  }

  private void declare(String name, Field field, InputReader reader, EncoderFiles encoders) {
    if (!Spelling.NAME.matcher(name).matches()) {
      field.rejectKey(
          "the name " + Field.quote(name), Spelling.NAME_RULE, Spelling.likelyName(name));
    }
    var read = reader.read(name, field);
    var branch = InputReader.branch(field).filter(each -> isOfOneModality(each, field));
    if (read.isEmpty()) {
      declared.put(name, Optional.empty());
      claimAll(name, field);
    }
    InputReader.encoder(field, encoders).ifPresent(rule -> this.encoders.put(name, rule));
    for (var input : read) {
      declared.put(input.name(), Optional.of(input.modality()));
      inputs.add(input);
      branch.ifPresent(each -> branchByInput.put(input.name(), each));
      claimAll(input.name(), field);
    }
  }

  private boolean isOfOneModality(Branch branch, Field field) {
    var other =
        branchByInput.values().stream()
            .filter(each -> each.name().equals(branch.name()))
            .filter(each -> each.modality() != branch.modality())
            .findFirst();
    other.ifPresent(
        each ->
            field.reject(
                "a "
                    + Words.word(branch.modality())
                    + " input in branch "
                    + Field.quote(branch.name())
                    + ", which has "
                    + Words.word(each.modality())
                    + " inputs",
                "inputs of one modality in a branch",
                ""));
    return other.isEmpty();
  }

  /** Reports the first of the input's columns that something else has already. */
  private void claimAll(String input, Field field) {
    var columns = new ArrayList<>(List.of(input));
    COLUMN_SUFFIXES.forEach(suffix -> columns.add(input + suffix));
    columns.stream()
        .filter(ownerOfColumn::containsKey)
        .findFirst()
        .ifPresent(
            column ->
                field.rejectKey(
                    "an input whose column "
                        + Field.quote(column)
                        + " is already one of "
                        + ownerOfColumn.get(column),
                    "a name that makes no such column",
                    ""));
    columns.forEach(column -> ownerOfColumn.putIfAbsent(column, input));
  }

  /** The branch of each input that names one. */
  Map<String, Branch> branchByInput() {
    return branchByInput;
  }

  /** The given encoder of each input that has one. */
  Map<String, EncoderRule> encoders() {
    return encoders;
  }

  /** In file order. */
  List<InputDefinition> inputs() {
    return inputs;
  }

  /** The names of those whose problems, if any, do not hide them. */
  Set<String> names() {
    return declared.keySet();
  }

  /** The image or waveform input that a field names; anything else is reported. */
  Optional<String> trigger(Field field) {
    var name = field.text("the name of an image or waveform input");
    if (name.isEmpty() || field.isUnreadable("inputs." + name.get())) {
      return Optional.empty();
    }
    var candidates = new ArrayList<String>();
    declared.forEach(
        (each, modality) -> {
          if (modality.isEmpty() || canTrigger(modality.get())) {
            candidates.add(each);
          }
        });
    if (!candidates.contains(name.get())) {
      var modality = declared.getOrDefault(name.get(), Optional.empty());
      field.rejectName(
          field.describe() + modality.map(each -> ", a " + Words.word(each) + " input").orElse(""),
          name.get(),
          "image or waveform inputs",
          candidates);
      return Optional.empty();
    }
    return name;
  }

  /** The input of a category that a field names; anything else is reported. */
  Optional<String> category(Field field) {
    var name = field.text("the name of an input that is a category");
    if (name.isEmpty() || field.isUnreadable("inputs." + name.get())) {
      return Optional.empty();
    }
    var known = new ArrayList<String>();
    for (var input : inputs) {
      if (input instanceof InputDefinition.Tabular tabular
          && concepts.concepts().get(tabular.concept()) instanceof Concept.Category) {
        known.add(input.name());
      }
    }
    boolean hasProblems =
        declared.getOrDefault(name.get(), Optional.of(Modality.TABULAR)).isEmpty();
    if (!known.contains(name.get()) && !hasProblems) {
      field.rejectName(field.describe(), name.get(), "inputs that are a category", known);
      return Optional.empty();
    }
    return name;
  }

  private static boolean canTrigger(Modality modality) {
    return modality == Modality.IMAGE || modality == Modality.WAVEFORM;
  }
}
