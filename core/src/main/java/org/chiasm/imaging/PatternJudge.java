package org.chiasm.imaging;

import static org.chiasm.imaging.CriterionJudge.reason;
import static org.chiasm.imaging.SeriesReason.Verdict.MET;
import static org.chiasm.imaging.SeriesReason.Verdict.NOT_MET;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.chiasm.imaging.words.ContrastPhases;
import org.chiasm.imaging.words.MrSequences;
import org.chiasm.imaging.words.SeriesContent;
import org.chiasm.study.SeriesProperty;
import org.chiasm.study.SeriesRule.Criterion;

/**
 * Compares the header's own words with the regular expressions of a rule, without regard to case.
 * The words are never quoted: an operator may have typed a name.
 */
final class PatternJudge {
  private final ImagingSeries series;
  private final StackGeometry geometry;
  private final SeriesContent content;
  private final PixelFinding pixels;

  PatternJudge(
      ImagingSeries series, StackGeometry geometry, SeriesContent content, PixelFinding pixels) {
    this.series = series;
    this.geometry = geometry;
    this.content = content;
    this.pixels = pixels;
  }

  /** Affirmed: whether any of the property's words fits any of the patterns. */
  SeriesReason judge(SeriesProperty property, Criterion criterion) {
    var texts = texts(property).stream().filter(text -> !text.isBlank()).toList();
    String attribute = attribute(property);
    if (texts.isEmpty()) {
      return reason(criterion, NOT_MET, "no value", attribute);
    }
    boolean fits =
        criterion.values().stream()
            .map(value -> Pattern.compile(value, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
            .anyMatch(pattern -> texts.stream().anyMatch(text -> pattern.matcher(text).find()));
    return reason(
        criterion, fits ? MET : NOT_MET, fits ? "a value that fits" : "other values", attribute);
  }

  private List<String> texts(SeriesProperty property) {
    var traits = new TraitJudge(series, content);
    var texts = new ArrayList<String>();
    switch (property) {
      case DICOM_MODALITY -> texts.add(series.attribute("Modality"));
      case BODY_PART -> {
        texts.add(series.attribute("BodyPartExamined"));
        texts.add(series.attribute("AnatomicRegionSequence"));
        new BodyPartJudge(series, pixels).trait().ifPresent(trait -> texts.add(trait.value()));
      }
      case PLANE -> texts.add(geometry.plane().word());
      case KERNEL -> texts.addAll(new KernelJudge(series, pixels).names());
      case VIEW -> {
        texts.add(series.attribute("ViewPosition"));
        texts.add(series.attribute("ViewCodeSequence"));
      }
      case LATERALITY -> LateralityJudge.sides(series).ifPresent(side -> texts.add(side.value()));
      case CONTRAST -> texts.add(series.attribute("ContrastBolusAgent"));
      case PHASE -> traits.phase().map(ContrastPhases.Finding::phase).ifPresent(texts::add);
      case MR_SEQUENCE -> {
        traits.sequence().map(MrSequences.Finding::sequence).ifPresent(texts::add);
        texts.add(series.attribute("SequenceName"));
      }
      case IMAGE_KIND -> {
        texts.add(content.name().toLowerCase(Locale.ROOT));
        texts.add(series.attribute("ImageType"));
      }
      case SERIES_DESCRIPTION -> texts.add(series.attribute("SeriesDescription"));
      case SLICE_THICKNESS, SPACING, MIN_SLICES -> {}
    }
    return texts;
  }

  private static String attribute(SeriesProperty property) {
    return switch (property) {
      case DICOM_MODALITY -> "Modality";
      case BODY_PART -> "BodyPartExamined";
      case PLANE -> "ImageOrientationPatient";
      case KERNEL -> "ConvolutionKernel";
      case VIEW -> "ViewPosition";
      case LATERALITY -> "ImageLaterality";
      case CONTRAST -> "ContrastBolusAgent";
      case MR_SEQUENCE -> "SequenceName";
      case IMAGE_KIND -> "ImageType";
      case PHASE, SERIES_DESCRIPTION -> "SeriesDescription";
      case SLICE_THICKNESS -> "SliceThickness";
      case SPACING, MIN_SLICES -> "ImagePositionPatient";
    };
  }
}
