package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A prediction study, whole: what is predicted, for whom, when, from which inputs, under which time
 * rules, and how it is trained and judged. It is portable; nothing in it depends on a site.
 *
 * @param name file-name-safe
 * @param question in words
 * @param concepts by name, in file order
 * @param predictionDelay what is added to the trigger time to get the prediction time, not negative
 * @param waitLimit how long after the prediction time a required input may still arrive, not
 *     negative
 * @param inputs in file order, at least one, names unique
 * @param branchByInput the branch of each input that names one; the others are in that of their
 *     modality
 * @param missing how much may be absent
 * @param late how late fusion joins, if {@code fusion} has it
 * @param encoders the given encoder of each input that has one
 * @param search how many settings of a learner are tried
 */
public record StudyDefinition(
    String name,
    String question,
    Map<String, Concept> concepts,
    CohortDefinition cohort,
    Duration predictionDelay,
    Duration waitLimit,
    List<InputDefinition> inputs,
    Map<String, Branch> branchByInput,
    MissingBudget missing,
    OutcomeDefinition outcome,
    SplitDefinition split,
    List<FusionStrategy> fusion,
    LateRule late,
    Map<String, EncoderRule> encoders,
    SearchPlan search,
    EvaluationPlan evaluate) {
  /** Copies the collections. */
  public StudyDefinition {
    requireNonNull(name, "name");
    requireNonNull(question, "question");
    concepts = Collections.unmodifiableMap(new LinkedHashMap<>(concepts));
    requireNonNull(cohort, "cohort");
    requireNonNull(predictionDelay, "predictionDelay");
    requireNonNull(waitLimit, "waitLimit");
    inputs = List.copyOf(inputs);
    branchByInput = Collections.unmodifiableMap(new TreeMap<>(branchByInput));
    requireNonNull(missing, "missing");
    requireNonNull(outcome, "outcome");
    requireNonNull(split, "split");
    fusion = List.copyOf(fusion);
    requireNonNull(late, "late");
    encoders = Collections.unmodifiableMap(new TreeMap<>(encoders));
    requireNonNull(search, "search");
    requireNonNull(evaluate, "evaluate");
  }

  /**
   * One whose rule of late fusion is chosen on tuning rows, that has no given encoders and the
   * standard search.
   */
  public StudyDefinition(
      String name,
      String question,
      Map<String, Concept> concepts,
      CohortDefinition cohort,
      Duration predictionDelay,
      Duration waitLimit,
      List<InputDefinition> inputs,
      Map<String, Branch> branchByInput,
      MissingBudget missing,
      OutcomeDefinition outcome,
      SplitDefinition split,
      List<FusionStrategy> fusion,
      EvaluationPlan evaluate) {
    this(
        name,
        question,
        concepts,
        cohort,
        predictionDelay,
        waitLimit,
        inputs,
        branchByInput,
        missing,
        outcome,
        split,
        fusion,
        LateRule.CHOSEN,
        Map.of(),
        SearchPlan.STANDARD,
        evaluate);
  }

  /** The same study with other inputs. */
  public StudyDefinition withInputs(List<InputDefinition> others) {
    return new StudyDefinition(
        name,
        question,
        concepts,
        cohort,
        predictionDelay,
        waitLimit,
        others,
        branchByInput,
        missing,
        outcome,
        split,
        fusion,
        late,
        encoders,
        search,
        evaluate);
  }

  /** The same study with another missing budget. */
  public StudyDefinition withMissing(MissingBudget other) {
    return new StudyDefinition(
        name,
        question,
        concepts,
        cohort,
        predictionDelay,
        waitLimit,
        inputs,
        branchByInput,
        other,
        outcome,
        split,
        fusion,
        late,
        encoders,
        search,
        evaluate);
  }

  /** The same study with another outcome. */
  public StudyDefinition withOutcome(OutcomeDefinition other) {
    return new StudyDefinition(
        name,
        question,
        concepts,
        cohort,
        predictionDelay,
        waitLimit,
        inputs,
        branchByInput,
        missing,
        other,
        split,
        fusion,
        late,
        encoders,
        search,
        evaluate);
  }

  /** The branch with which an input enters fusion. */
  public Branch branch(InputDefinition input) {
    return branchByInput.getOrDefault(input.name(), Branch.of(input.modality()));
  }

  /** The branches of all inputs, in order. */
  public SortedSet<Branch> branches() {
    var branches = new TreeSet<Branch>();
    inputs.forEach(input -> branches.add(branch(input)));
    return Collections.unmodifiableSortedSet(branches);
  }

  /**
   * The concept of that name.
   *
   * @throws IllegalArgumentException if the study names none so
   */
  public Concept concept(String conceptName) {
    var concept = concepts.get(conceptName);
    if (concept == null) {
      throw new IllegalArgumentException(
          "Study '" + name + "' has no concept '" + conceptName + "'; it has " + concepts.keySet());
    }
    return concept;
  }
}
