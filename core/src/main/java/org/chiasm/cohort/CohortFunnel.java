package org.chiasm.cohort;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasm.study.CohortDefinition;

/**
 * How many subjects and cases remained at each step of the cohort, and how many each rule took
 * away. Not safe for use by many threads; funnels of parts are added up with {@link #add}.
 */
public final class CohortFunnel {
  private final Map<String, Long> counts = new LinkedHashMap<>();

  /** The steps of a cohort, all at zero. */
  public CohortFunnel(CohortDefinition cohort) {
    for (var step : Step.values()) {
      if (step == Step.REQUIREMENT) {
        for (int i = 0; i < cohort.require().size(); i++) {
          counts.put(requirementName(cohort.require().get(i)), 0L);
        }
      } else if (step == Step.EXCLUSION) {
        for (var exclusion : cohort.exclude()) {
          counts.put(exclusionName(exclusion), 0L);
        }
      } else {
        counts.put(step.title, 0L);
      }
    }
  }

  /** The steps, in the order in which they are taken. */
  enum Step {
    SUBJECTS("subjects in the record"),
    SUBJECTS_WITH_TRIGGER("subjects with a trigger"),
    TRIGGERS("triggers"),
    REQUIREMENT("requirement not met"),
    EXCLUSION("excluded"),
    LATER_TRIGGER("left out: not the first eligible trigger of the subject"),
    CASES("cases"),
    READY("ready"),
    ABSTAIN("abstained"),
    NO_FOLLOWUP("without follow-up"),
    USABLE("ready with a known outcome");

    private final String title;

    Step(String title) {
      this.title = title;
    }
  }

  void count(Step step) {
    counts.merge(step.title, 1L, Long::sum);
  }

  void count(Step step, long more) {
    counts.merge(step.title, more, Long::sum);
  }

  void countUnmet(CohortDefinition.Requirement requirement) {
    counts.merge(requirementName(requirement), 1L, Long::sum);
  }

  void countExcluded(CohortDefinition.Exclusion exclusion) {
    counts.merge(exclusionName(exclusion), 1L, Long::sum);
  }

  /** Adds the counts of another part of the same cohort. */
  public void add(CohortFunnel other) {
    other.counts.forEach((name, count) -> counts.merge(name, count, Long::sum));
  }

  /** Step to count, in the order of the steps. */
  public Map<String, Long> counts() {
    return new LinkedHashMap<>(counts);
  }

  private static String requirementName(CohortDefinition.Requirement requirement) {
    double value = requirement.value();
    String number =
        value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    return "left out: not known to be "
        + requirement.subject()
        + " "
        + requirement.comparison().symbol()
        + " "
        + number
        + " "
        + requirement.unit();
  }

  private static String exclusionName(CohortDefinition.Exclusion exclusion) {
    return "left out: " + exclusion.concept() + " in " + exclusion.window();
  }
}
