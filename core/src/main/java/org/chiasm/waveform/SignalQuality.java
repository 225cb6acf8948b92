package org.chiasm.waveform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A verdict on how far an electrocardiogram can be used, with its reasons, lead by lead.
 *
 * @param verdict poor where fewer than half of the leads are usable or the whole is disqualified,
 *     good where nothing at all was found, limited otherwise
 * @param problems of the signal as a whole, in the order of the enum
 * @param leads one entry for each lead, in the signal's order
 */
public record SignalQuality(Verdict verdict, Set<SignalProblem> problems, List<LeadQuality> leads) {
  private static final double SHORTEST_SECONDS = 2;

  /** How far a signal can be used. */
  public enum Verdict {
    GOOD(1),
    LIMITED(0.5),
    POOR(0);

    private final double score;

    Verdict(double score) {
      this.score = score;
    }

    /** 1, 0.5 or 0. */
    public double score() {
      return score;
    }
  }

  /**
   * What was found on one lead.
   *
   * @param lead its name
   * @param problems in the order of the enum, empty for a clean lead
   */
  public record LeadQuality(String lead, Set<SignalProblem> problems) {
    /** Copies the problems. */
    public LeadQuality {
      problems = sorted(problems);
    }

    /** Whether no problem disqualifies the lead. */
    public boolean isUsable() {
      return problems.stream().noneMatch(SignalProblem::isDisqualifying);
    }
  }

  /** Copies. */
  public SignalQuality {
    problems = sorted(problems);
    leads = List.copyOf(leads);
  }

  /** Judges a signal whose R peaks are known. */
  public static SignalQuality of(EcgSignal signal, RPeaks peaks) {
    var leads = new ArrayList<LeadQuality>();
    for (int i = 0; i < signal.leadCount(); i++) {
      leads.add(
          new LeadQuality(
              signal.leads().get(i),
              LeadCheck.problems(signal.microvolts(i), signal.samplingFrequencyHz())));
    }
    var whole = EnumSet.noneOf(SignalProblem.class);
    if (signal.durationSeconds() < SHORTEST_SECONDS) {
      whole.add(SignalProblem.TOO_SHORT);
    }
    if (signal.samplingFrequencyHz() < RPeakDetector.LOWEST_FREQUENCY_HZ) {
      whole.add(SignalProblem.SAMPLED_TOO_SLOWLY);
    } else if (peaks.count() == 0) {
      whole.add(SignalProblem.NO_BEATS);
    }
    if (LeadCheck.limbLeadsDisagree(signal)) {
      whole.add(SignalProblem.LIMB_LEADS_INCONSISTENT);
    }
    return of(whole, leads);
  }

  /** The verdict that follows from these problems. */
  public static SignalQuality of(Set<SignalProblem> whole, List<LeadQuality> leads) {
    long usable = leads.stream().filter(LeadQuality::isUsable).count();
    boolean poor =
        2 * usable < leads.size()
            || usable == 0
            || whole.stream().anyMatch(SignalProblem::isDisqualifying);
    boolean clean = whole.isEmpty() && leads.stream().allMatch(lead -> lead.problems().isEmpty());
    return new SignalQuality(
        poor ? Verdict.POOR : clean ? Verdict.GOOD : Verdict.LIMITED, whole, leads);
  }

  /** How many leads can be used. */
  public int usableLeads() {
    return (int) leads.stream().filter(LeadQuality::isUsable).count();
  }

  /**
   * Every reason in words fit for a report: {@code NO_BEATS}, {@code V3: FLAT}; those of the whole
   * first, then lead by lead.
   */
  public List<String> reasons() {
    return Stream.concat(
            problems.stream().map(Enum::name),
            leads.stream()
                .flatMap(
                    lead -> lead.problems().stream().map(each -> lead.lead() + ": " + each.name())))
        .collect(Collectors.toUnmodifiableList());
  }

  private static Set<SignalProblem> sorted(Set<SignalProblem> problems) {
    var copy = EnumSet.noneOf(SignalProblem.class);
    copy.addAll(problems);
    return Collections.unmodifiableSet(copy);
  }
}
