package org.chiasm.row;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.MissingReason;
import org.chiasm.study.InputDefinition;
import org.chiasm.waveform.LeadNames;

/**
 * The recording of a waveform input: of those that fit and can be read, the one nearest to the
 * trigger.
 */
public final class WaveformCells {
  /** What was measured at ingest, and its value for a signal that nobody should rely on. */
  private static final String QUALITY = "quality";

  private static final String POOR = "poor";

  private static final Pattern BETWEEN_LEADS = Pattern.compile("\\\\");

  private WaveformCells() {}

  static InputCell cell(InputDefinition.Waveform input, SubjectFacts facts, Moment moment) {
    var visible = facts.visible(FactKind.WAVEFORM, moment.predictionTime());
    var reasons = new ArrayList<MissingReason>();
    ClinicalEvent best = null;
    for (var event : visible.current()) {
      if (!moment.isInWindow(event, input.window())) {
        continue;
      }
      var problem = problem(input, event, facts);
      if (problem.isPresent()) {
        reasons.add(problem.get());
      } else if (best == null || distance(event, moment).compareTo(distance(best, moment)) < 0) {
        best = event;
      }
    }
    if (best == null || !(best.value() instanceof EventValue.Waveform recording)) {
      return new InputCell.Missing(
          reasons.isEmpty()
              ? Absence.outside(visible, input.window(), moment)
              : Absence.unusable(reasons));
    }
    return new InputCell.Present(
        new InputCell.Value.Reference(recording.reference()),
        moment.ageHours(best),
        "",
        best.origin().reference(),
        CategoryCells.assumptions(best));
  }

  /** Whether the input accepts the recording, whatever the time. */
  public static boolean accepts(
      InputDefinition.Waveform input, ClinicalEvent event, SubjectFacts facts) {
    return problem(input, event, facts).isEmpty();
  }

  private static Optional<MissingReason> problem(
      InputDefinition.Waveform input, ClinicalEvent event, SubjectFacts facts) {
    return switch (event.value()) {
      case EventValue.Absent absent -> Optional.of(Absence.of(event, absent));
      case EventValue.Waveform recording -> {
        var leads = BETWEEN_LEADS.splitAsStream(recording.leads()).toList();
        if (LeadNames.countWithDerived(leads) < input.minLeads()
            || recording.durationSeconds() < input.minDurationSeconds()) {
          yield Optional.of(MissingReason.NO_SUITABLE_SERIES);
        }
        yield POOR.equals(recording.attributes().get(QUALITY))
                || facts.timeline().isUnreadable(recording.reference())
            ? Optional.of(MissingReason.UNREADABLE)
            : Optional.empty();
      }
      default -> Optional.of(MissingReason.UNREADABLE);
    };
  }

  private static Duration distance(ClinicalEvent event, Moment moment) {
    Instant time = event.effective() instanceof EffectiveTime.At(var at) ? at : moment.anchor();
    return Duration.between(time, moment.anchor()).abs();
  }
}
