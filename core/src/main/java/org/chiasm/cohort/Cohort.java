package org.chiasm.cohort;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.Readiness;
import org.chiasm.record.Timeline;
import org.chiasm.row.BudgetRegion;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.Gate;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Moment;
import org.chiasm.row.Outcome;
import org.chiasm.row.PredictionCase;
import org.chiasm.row.RowAssembler;
import org.chiasm.row.SubjectFacts;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * A study applied to the subjects of a record, one at a time: finds the cases, decides each on its
 * row, labels it, and counts what was left out and why.
 *
 * <p>Safe for use by many threads with a funnel each.
 */
public final class Cohort {
  private final StudyDefinition study;
  private final RowAssembler assembler;
  private final TriggerFinder triggers;
  private final Eligibility eligibility;
  private final Gate gate;
  private final PredictionSchedule schedule;
  private final OutcomeLabeler labeler;

  /** The cohort of a study at a site. */
  public Cohort(StudyDefinition study, SiteDefinition site) {
    this(study, site, new RowAssembler(study, site));
  }

  /**
   * The cohort of a study at a site, as a model whose budget has been measured sees it.
   *
   * @param region what may be absent for that model
   */
  public Cohort(StudyDefinition study, SiteDefinition site, BudgetRegion region) {
    this(study, site, new RowAssembler(study, site, region));
  }

  private Cohort(StudyDefinition study, SiteDefinition site, RowAssembler assembler) {
    this.study = requireNonNull(study, "study");
    this.assembler = requireNonNull(assembler, "assembler");
    this.triggers = new TriggerFinder(study, site);
    this.eligibility = new Eligibility(study, assembler.measurements());
    this.gate = new Gate(study);
    this.schedule = new PredictionSchedule(study, assembler);
    this.labeler = new OutcomeLabeler(study);
  }

  /**
   * The rows of a subject, in order of trigger time.
   *
   * @param readability asked about each row that refers to pixels or signals: gives back the
   *     timeline it was given, or one that knows more to be unreadable, and then the row is made
   *     again
   * @param funnel counts what happened
   */
  public List<LabelledRow> rows(Timeline timeline, Readability readability, CohortFunnel funnel) {
    funnel.count(CohortFunnel.Step.SUBJECTS);
    var facts = assembler.facts(timeline);
    var cases = triggers.cases(facts);
    if (!cases.isEmpty()) {
      funnel.count(CohortFunnel.Step.SUBJECTS_WITH_TRIGGER);
      funnel.count(CohortFunnel.Step.TRIGGERS, cases.size());
    }
    var rows = new ArrayList<LabelledRow>();
    for (var each : cases) {
      if (!isEligible(facts, each, funnel)) {
        continue;
      }
      if (study.cohort().perSubject() == CohortDefinition.PerSubject.FIRST && !rows.isEmpty()) {
        funnel.count(CohortFunnel.Step.LATER_TRIGGER);
        continue;
      }
      var row = decide(timeline, each, readability);
      var outcome = labeler.label(timeline, each, row.predictionTime());
      count(row, outcome, funnel);
      rows.add(new LabelledRow(row, outcome));
    }
    return rows;
  }

  /** Tells whether what a row refers to can be read. */
  @FunctionalInterface
  public interface Readability {
    /** Everything can. */
    Readability ASSUMED = (row, timeline) -> timeline;

    /** The same timeline, or one that knows more references to be unreadable. */
    Timeline check(FeatureRow row, Timeline timeline);
  }

  private boolean isEligible(SubjectFacts facts, PredictionCase each, CohortFunnel funnel) {
    var moment = new Moment(each.triggerTime(), gate.due(each));
    var unmet = eligibility.unmet(facts, moment);
    if (unmet.isPresent()) {
      funnel.countUnmet(unmet.get());
      return false;
    }
    var excluding = eligibility.excluding(facts, moment);
    if (excluding.isPresent()) {
      funnel.countExcluded(excluding.get());
      return false;
    }
    return true;
  }

  private FeatureRow decide(Timeline timeline, PredictionCase each, Readability readability) {
    var known = timeline;
    while (true) {
      var row = schedule.decide(known, each);
      var checked = readability.check(row, known);
      if (checked == known) {
        return row;
      }
      known = checked;
    }
  }

  private static void count(FeatureRow row, Outcome outcome, CohortFunnel funnel) {
    funnel.count(CohortFunnel.Step.CASES);
    boolean ready = row.decision().readiness() == Readiness.READY;
    boolean known = !(outcome instanceof Outcome.NoFollowup);
    funnel.count(ready ? CohortFunnel.Step.READY : CohortFunnel.Step.ABSTAIN);
    if (!known) {
      funnel.count(CohortFunnel.Step.NO_FOLLOWUP);
    }
    if (ready && known) {
      funnel.count(CohortFunnel.Step.USABLE);
    }
  }
}
