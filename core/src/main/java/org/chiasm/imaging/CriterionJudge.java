package org.chiasm.imaging;

import static org.chiasm.imaging.SeriesReason.Verdict.MET;
import static org.chiasm.imaging.SeriesReason.Verdict.NOT_MET;
import static org.chiasm.imaging.SeriesReason.Verdict.UNCERTAIN;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.chiasm.imaging.SeriesReason.Verdict;
import org.chiasm.imaging.words.HeaderWords;
import org.chiasm.imaging.words.SeriesContent;
import org.chiasm.study.Comparison;
import org.chiasm.study.SeriesProperty;
import org.chiasm.study.SeriesRule.Criterion;

/** Compares the readable part of one series with one criterion of a rule. */
final class CriterionJudge {
  private static final double TOLERANCE_MM = 0.01;

  private final ImagingSeries series;
  private final StackGeometry geometry;

  /** How a finding begins where neither header nor pixels say anything. */
  static final String NO = "no ";

  private final SeriesContent content;
  private final PixelFinding pixels;

  /** A judge of the readable instances of a series, whose stack, content and pixels are given. */
  CriterionJudge(
      ImagingSeries series, StackGeometry geometry, SeriesContent content, PixelFinding pixels) {
    this.series = series;
    this.geometry = geometry;
    this.content = content;
    this.pixels = pixels;
  }

  /**
   * What the series says to a criterion.
   *
   * @throws IllegalArgumentException if the criterion's property is none of a rule's
   */
  SeriesReason judge(Criterion criterion) {
    var property =
        SeriesProperty.of(criterion.property())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No series criterion '"
                            + criterion.property()
                            + "'; expected one of "
                            + String.join(", ", SeriesProperty.keys())));
    var affirmed =
        criterion.sense().isPattern()
            ? new PatternJudge(series, geometry, content, pixels).judge(property, criterion)
            : affirmed(property, criterion.affirmed());
    if (!criterion.sense().isNegated()) {
      return affirmed;
    }
    return affirmed.verdict() != NOT_MET && othersRemain(property, criterion)
        ? reason(criterion, affirmed.verdict(), affirmed.found(), affirmed.attribute())
        : negated(criterion, affirmed);
  }

  /** Whether instances stay where those with the excluded view or side are left out. */
  private boolean othersRemain(SeriesProperty property, Criterion criterion) {
    return switch (property) {
          case VIEW -> !ViewJudge.matching(series.instances(), criterion).isEmpty();
          case LATERALITY -> !LateralityJudge.matching(series.instances(), criterion).isEmpty();
          default -> false;
        }
        && !criterion.sense().isPattern();
  }

  private SeriesReason affirmed(SeriesProperty property, Criterion criterion) {
    var traits = new TraitJudge(series, content);
    return switch (property) {
      case DICOM_MODALITY -> modality(criterion);
      case BODY_PART -> new BodyPartJudge(series, pixels).judge(criterion);
      case PLANE -> plane(criterion);
      case KERNEL -> new KernelJudge(series, pixels).judge(criterion);
      case SLICE_THICKNESS -> thickness(criterion);
      case SPACING -> spacing(criterion);
      case VIEW -> ViewJudge.judge(series, criterion);
      case LATERALITY -> LateralityJudge.judge(series, criterion);
      case CONTRAST -> contrast(criterion);
      case PHASE -> traits.phase(criterion);
      case MR_SEQUENCE -> traits.sequence(criterion);
      case IMAGE_KIND -> traits.kind(criterion);
      case SERIES_DESCRIPTION -> traits.description(criterion);
      case MIN_SLICES -> slices(criterion);
    };
  }

  /**
   * The opposite; where nothing was found, nothing excluded was found either. A description is what
   * was typed: one that is not there certainly has none of the words.
   */
  private static SeriesReason negated(Criterion criterion, SeriesReason affirmed) {
    boolean typed = criterion.property().equals(SeriesProperty.SERIES_DESCRIPTION.key());
    boolean silent =
        !typed && (affirmed.found().startsWith(NO) || affirmed.found().equals("nothing"));
    var verdict =
        switch (affirmed.verdict()) {
          case MET -> NOT_MET;
          case NOT_MET, NOTED -> silent ? UNCERTAIN : MET;
          case UNCERTAIN -> silent ? UNCERTAIN : NOT_MET;
        };
    return reason(criterion, verdict, affirmed.found(), affirmed.attribute());
  }

  private SeriesReason modality(Criterion criterion) {
    String found = series.attribute("Modality").toUpperCase(Locale.ROOT);
    boolean met =
        criterion.values().stream().anyMatch(each -> each.strip().equalsIgnoreCase(found));
    return reason(criterion, met ? MET : NOT_MET, found.isEmpty() ? "nothing" : found, "Modality");
  }

  private SeriesReason plane(Criterion criterion) {
    var asked = upper(criterion.values());
    if (series.isProjection()) {
      return reason(criterion, NOT_MET, "a projection, which has no plane", "Modality");
    }
    if (geometry.plane() != ImagePlane.UNKNOWN) {
      String lean =
          geometry.leanDegrees() < 1
              ? ""
              : String.format(Locale.ROOT, ", leaning by %.1f degrees", geometry.leanDegrees());
      return reason(
          criterion,
          asked.contains(geometry.plane().name()) ? MET : NOT_MET,
          geometry.plane().word() + lean,
          "ImageOrientationPatient");
    }
    for (String keyword : List.of("ImageType", "SeriesDescription", "ProtocolName")) {
      var named = HeaderWords.shipped().planesIn(series.attribute(keyword));
      if (named.size() == 1) {
        return reason(criterion, meet(asked, named) ? UNCERTAIN : NOT_MET, words(named), keyword);
      }
    }
    return reason(criterion, NOT_MET, "no orientation", "ImageOrientationPatient");
  }

  private SeriesReason thickness(Criterion criterion) {
    if (series.isProjection()) {
      return reason(criterion, NOT_MET, "a projection, which has no slices", "Modality");
    }
    var verdict = MET;
    String attribute = "SliceThickness";
    OptionalDouble thinnest = geometry.minThickness();
    OptionalDouble thickest = geometry.maxThickness();
    if (thinnest.isEmpty()) {
      verdict = UNCERTAIN;
      attribute = "spacing of ImagePositionPatient";
      thinnest = geometry.spacing();
      thickest = geometry.spacing();
    }
    if (thinnest.isEmpty() || thickest.isEmpty()) {
      return reason(criterion, NOT_MET, "no slice thickness", "SliceThickness");
    }
    boolean met =
        holds(criterion, thinnest.getAsDouble(), TOLERANCE_MM)
            && holds(criterion, thickest.getAsDouble(), TOLERANCE_MM);
    String from = StackGeometry.millimetres(thinnest.getAsDouble());
    String to = StackGeometry.millimetres(thickest.getAsDouble());
    return reason(
        criterion,
        met ? verdict : NOT_MET,
        (from.equals(to) ? from : from + " to " + to) + " mm",
        attribute);
  }

  private SeriesReason spacing(Criterion criterion) {
    if (series.isProjection() || geometry.spacing().isEmpty()) {
      return reason(criterion, NOT_MET, "no neighbouring slices", "ImagePositionPatient");
    }
    double found = geometry.spacing().getAsDouble();
    return reason(
        criterion,
        holds(criterion, found, TOLERANCE_MM) ? MET : NOT_MET,
        StackGeometry.millimetres(found) + " mm",
        "ImagePositionPatient");
  }

  private SeriesReason slices(Criterion criterion) {
    int found = geometry.positions() > 0 ? geometry.positions() : geometry.slices().size();
    var comparison =
        criterion.comparison() == Comparison.EQUAL
            ? Comparison.GREATER_OR_EQUAL
            : criterion.comparison();
    boolean met = comparison.holds(found, number(criterion));
    return reason(criterion, met ? MET : NOT_MET, found + " slices", "ImagePositionPatient");
  }

  private SeriesReason contrast(Criterion criterion) {
    boolean asked = ContrastUse.isAsked(criterion);
    var use = ContrastUse.of(series);
    var verdict = use.used() != asked ? NOT_MET : use.stated() ? MET : UNCERTAIN;
    return reason(criterion, verdict, use.words(), use.attribute());
  }

  private static boolean holds(Criterion criterion, double found, double tolerance) {
    double asked = number(criterion);
    return switch (criterion.comparison()) {
      case EQUAL ->
          criterion.values().stream()
              .anyMatch(each -> Math.abs(found - parse(criterion, each)) <= tolerance);
      case LESS_OR_EQUAL -> found <= asked + tolerance;
      case GREATER_OR_EQUAL -> found >= asked - tolerance;
      case LESS, GREATER -> criterion.comparison().holds(found, asked);
    };
  }

  /** The number of a criterion; a unit after it is passed over. */
  private static double number(Criterion criterion) {
    return parse(criterion, criterion.values().getFirst());
  }

  private static double parse(Criterion criterion, String value) {
    String digits = value.strip().replaceFirst("\\s*mm$", "");
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          criterion.property() + " expects a number, got '" + value + "'", notANumber);
    }
  }

  static SeriesReason reason(Criterion criterion, Verdict verdict, String found, String attribute) {
    return new SeriesReason(criterion.property(), verdict, asked(criterion), found, attribute);
  }

  static String asked(Criterion criterion) {
    String values = String.join(" or ", criterion.values());
    return switch (criterion.sense()) {
      case IS_NOT -> "not " + values;
      case MATCHES, MATCHES_NOT -> criterion.sense().symbol() + " " + values;
      case IS -> compared(criterion, values);
    };
  }

  private static String compared(Criterion criterion, String values) {
    return criterion.comparison() == Comparison.EQUAL
        ? values
        : criterion.comparison().symbol() + " " + values;
  }

  static NavigableSet<String> upper(List<String> values) {
    var upper = new TreeSet<String>();
    values.forEach(value -> upper.add(value.strip().toUpperCase(Locale.ROOT)));
    return upper;
  }

  static String words(NavigableSet<String> values) {
    return String.join(", ", new ArrayList<>(values));
  }

  static boolean meet(NavigableSet<String> some, NavigableSet<String> others) {
    return some.stream().anyMatch(others::contains);
  }
}
