package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
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
 * @param missing how much may be absent
 * @param fusion how the inputs are joined
 */
public record StudyDefinition(
    String name,
    String question,
    Map<String, Concept> concepts,
    CohortDefinition cohort,
    Duration predictionDelay,
    Duration waitLimit,
    List<InputDefinition> inputs,
    MissingBudget missing,
    OutcomeDefinition outcome,
    SplitDefinition split,
    FusionPlan fusion,
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
    requireNonNull(missing, "missing");
    requireNonNull(outcome, "outcome");
    requireNonNull(split, "split");
    requireNonNull(fusion, "fusion");
    requireNonNull(evaluate, "evaluate");
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
        missing,
        outcome,
        split,
        fusion,
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
        other,
        outcome,
        split,
        fusion,
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
        missing,
        other,
        split,
        fusion,
        evaluate);
  }

  /** The same study with its inputs joined in another way. */
  public StudyDefinition withFusion(FusionPlan other) {
    return new StudyDefinition(
        name,
        question,
        concepts,
        cohort,
        predictionDelay,
        waitLimit,
        inputs,
        missing,
        outcome,
        split,
        other,
        evaluate);
  }

  /** The branch with which an input enters fusion. */
  public Branch branch(InputDefinition input) {
    return fusion.branch(input);
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
