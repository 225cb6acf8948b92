package org.chiasm.imaging;

import static org.chiasm.imaging.CriterionJudge.meet;
import static org.chiasm.imaging.CriterionJudge.reason;
import static org.chiasm.imaging.CriterionJudge.words;
import static org.chiasm.imaging.SeriesReason.Verdict.MET;
import static org.chiasm.imaging.SeriesReason.Verdict.NOT_MET;
import static org.chiasm.imaging.SeriesReason.Verdict.UNCERTAIN;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.chiasm.imaging.words.ContrastPhases;
import org.chiasm.imaging.words.MrSequences;
import org.chiasm.imaging.words.SeriesContent;
import org.chiasm.study.SeriesRule.Criterion;

/** Compares contrast phase, MR sequence, kind and description of a series with a rule. */
final class TraitJudge {
  private final ImagingSeries series;
  private final SeriesContent content;

  TraitJudge(ImagingSeries series, SeriesContent content) {
    this.series = series;
    this.content = content;
  }

  SeriesReason phase(Criterion criterion) {
    var phase = phase();
    if (phase.isEmpty()) {
      return reason(criterion, NOT_MET, "no contrast phase", "SeriesDescription");
    }
    boolean met = criterion.values().contains(phase.get().phase());
    return reason(
        criterion,
        !met ? NOT_MET : phase.get().certain() ? MET : UNCERTAIN,
        phase.get().phase(),
        phase.get().attribute());
  }

  /** The phase by words or timing; a series said to have had no contrast is native. */
  Optional<ContrastPhases.Finding> phase() {
    var named = ContrastPhases.shipped().of(series::attribute);
    if (named.isPresent()) {
      return named;
    }
    var use = ContrastUse.of(series);
    return use.stated() && !use.used()
        ? Optional.of(new ContrastPhases.Finding("native", use.attribute(), true))
        : Optional.empty();
  }

  SeriesReason sequence(Criterion criterion) {
    var sequence = sequence();
    if (!series.attribute("Modality").equalsIgnoreCase("MR")) {
      return reason(criterion, NOT_MET, "not a magnetic resonance series", "Modality");
    }
    if (sequence.isEmpty()) {
      return reason(criterion, NOT_MET, "no MR contrast that can be told", "SeriesDescription");
    }
    boolean met = criterion.values().contains(sequence.get().sequence());
    return reason(
        criterion,
        !met ? NOT_MET : sequence.get().certain() ? MET : UNCERTAIN,
        sequence.get().sequence(),
        sequence.get().attribute());
  }

  /** The contrast of an MR series; empty for other equipment. */
  Optional<MrSequences.Finding> sequence() {
    return series.attribute("Modality").equalsIgnoreCase("MR")
        ? MrSequences.shipped().of(series::attribute)
        : Optional.empty();
  }

  SeriesReason kind(Criterion criterion) {
    String found = content.name().toLowerCase(Locale.ROOT);
    return reason(
        criterion, criterion.values().contains(found) ? MET : NOT_MET, found, "ImageType");
  }

  /** Compared whole and without regard to case; the text itself is not quoted. */
  SeriesReason description(Criterion criterion) {
    String text = series.attribute("SeriesDescription");
    if (text.isEmpty()) {
      return reason(criterion, NOT_MET, "no description", "SeriesDescription");
    }
    var asked = CriterionJudge.upper(criterion.values());
    var found = new TreeSet<>(List.of(text.toUpperCase(Locale.ROOT)));
    return meet(asked, found)
        ? reason(criterion, MET, words(asked), "SeriesDescription")
        : reason(criterion, NOT_MET, "another description", "SeriesDescription");
  }
}
