package org.chiasm.lab.site;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.lab.Analyte;
import org.chiasm.lab.ConversionRule.Convertible;
import org.chiasm.lab.UcumUnits;
import org.chiasm.lab.UnitConversion;
import org.chiasm.lab.UnitSpelling;
import org.chiasm.study.Concept;
import org.chiasm.study.StudyDefinition;

/**
 * The mapping assistant: ranks the LOINC codes of known analytes for a local code by its words, the
 * unit, and whether its values lie where the analyte's do. It proposes; a person confirms. Safe for
 * use by many threads.
 */
public final class CodeMatcher {
  private static final int CANDIDATES_MAX = 5;
  private static final double SCORE_MIN = 0.3;

  /** From here a proposal is likely right; below it, it is a hint. */
  static final double CONFIDENT = 0.7;

  private static final double NAME = 0.55;
  private static final double UNIT = 0.2;
  private static final double VALUES = 0.2;
  private static final double STUDY = 0.05;

  private final StudyDefinition study;

  /** For a study, whose codes are preferred among equals. */
  public CodeMatcher(StudyDefinition study) {
    this.study = requireNonNull(study, "study");
  }

  /** The likeliest codes, best first; empty where nothing is likely. */
  public List<CodeCandidate> candidates(LocalCode local) {
    var candidates = new ArrayList<CodeCandidate>();
    var likeness = NameLikeness.of(local.text().isEmpty() ? local.code().value() : local.text());
    NameLikeness.of(local.code().value())
        .forEach((analyte, score) -> likeness.merge(analyte, 0.9 * score, Math::max));
    for (Map.Entry<Analyte, Double> each : likeness.entrySet()) {
      judge(local, each.getKey(), each.getValue()).ifPresent(candidates::add);
    }
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble(CodeCandidate::score)
                .reversed()
                .thenComparing(CodeCandidate::code))
        .limit(CANDIDATES_MAX)
        .toList();
  }

  private Optional<CodeCandidate> judge(LocalCode local, Analyte analyte, double name) {
    var reasons = new ArrayList<String>();
    reasons.add(percent("name %.0f %% alike", name));
    double score = NAME * name;
    var unit = UnitSpelling.standard().ucum(local.unit());
    if (local.unit().isEmpty()) {
      reasons.add("no unit");
      score += UNIT / 2;
    } else if (unit.isEmpty()) {
      reasons.add("unit is no known spelling");
    } else if (converts(unit.get(), analyte)) {
      reasons.add("unit " + unit.get() + " fits");
      score += UNIT;
    } else {
      return Optional.empty();
    }
    if (local.distribution().isPresent() && unit.isPresent()) {
      double inside = shareInside(local, unit.get(), analyte);
      reasons.add(percent("%.0f %% of the quantiles are typical", inside));
      score += VALUES * inside;
    } else {
      score += VALUES / 2;
    }
    var code = code(analyte, unit);
    if (code.isEmpty()) {
      return Optional.empty();
    }
    if (isInStudy(code.get())) {
      reasons.add("the study asks for it");
      score += STUDY;
    }
    return score < SCORE_MIN
        ? Optional.empty()
        : Optional.of(new CodeCandidate(code.get(), analyte.name(), score, reasons));
  }

  private static boolean converts(String unit, Analyte analyte) {
    return UnitConversion.rule(
            unit, analyte.units().getFirst(), Optional.of(analyte), Optional.of(analyte))
        instanceof Convertible;
  }

  private static double shareInside(LocalCode local, String unit, Analyte analyte) {
    if (!(UnitConversion.rule(
            unit, analyte.units().getFirst(), Optional.of(analyte), Optional.of(analyte))
        instanceof Convertible(var scale))) {
      return 0;
    }
    var quantiles = local.distribution().orElseThrow().quantiles();
    long inside =
        quantiles.stream()
            .filter(quantile -> analyte.typical().contains(scale.apply(quantile.doubleValue())))
            .count();
    return (double) inside / quantiles.size();
  }

  /**
   * The study's own code, of several the one whose property is that of the unit: a code the study
   * does not list would leave its concept empty, and the unit is converted. Else the code whose
   * property is that of the unit.
   */
  private Optional<Code> code(Analyte analyte, Optional<String> unit) {
    var wanted =
        unit.map(
            each ->
                UcumUnits.standard().areCommensurable(each, "g/L")
                    ? Analyte.Property.MASS
                    : Analyte.Property.SUBSTANCE);
    var all =
        analyte.loinc().keySet().stream()
            .sorted()
            .map(value -> new Code(CodeSystems.LOINC, value))
            .toList();
    var fitting =
        all.stream()
            .filter(
                code -> {
                  var property = analyte.loinc().get(code.value());
                  return property == Analyte.Property.OTHER
                      || wanted.isEmpty()
                      || wanted.get() == property;
                })
            .toList();
    return Stream.of(
            fitting.stream().filter(this::isInStudy),
            all.stream().filter(this::isInStudy),
            fitting.stream(),
            all.stream())
        .flatMap(each -> each)
        .findFirst();
  }

  private boolean isInStudy(Code code) {
    return study.concepts().values().stream()
        .anyMatch(
            concept ->
                concept instanceof Concept.Measurement measurement
                    && measurement.codes().contains(code));
  }

  private static String percent(String format, double share) {
    return String.format(Locale.ROOT, format, 100 * share);
  }
}
