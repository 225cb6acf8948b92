package org.chiasm.connect.display;

import java.util.Optional;
import java.util.OptionalDouble;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.imaging.words.Projections;

/**
 * How far apart neighbouring pixels are, and where: slices are measured in the patient, radiographs
 * on the detector unless somebody calibrated them (DICOM PS3.3 10.7, 10.7.1.3).
 *
 * @param rowMm between rows
 * @param columnMm between columns
 * @param plane where these millimetres hold
 * @param source the keyword they were read from
 * @param calibration PixelSpacingCalibrationType, empty where not stated
 * @param magnification of the patient on the detector, where the header states it or both distances
 */
public record PhysicalSpacing(
    double rowMm,
    double columnMm,
    Plane plane,
    String source,
    String calibration,
    OptionalDouble magnification) {
  /** Where a distance holds. */
  public enum Plane {
    /** In the slice of the patient. */
    PATIENT,
    /** On the detector: the patient is smaller by the magnification. */
    DETECTOR,
    /** Corrected for magnification at one depth of the patient, which no header states. */
    CALIBRATED,
    /** On the film that was scanned. */
    FILM,
    /** On the detector or corrected: the header does not tell. */
    NOT_TOLD
  }

  private static final double SAME = 1e-4;

  /** Of an instance; empty where it states no positive spacing. */
  public static Optional<PhysicalSpacing> of(DicomDataset dataset) {
    var pixel = spacing(dataset, Tag.PIXEL_SPACING);
    var imager = spacing(dataset, Tag.IMAGER_PIXEL_SPACING);
    var scanned = spacing(dataset, tag("NominalScannedPixelSpacing"));
    String calibration = dataset.string(tag("PixelSpacingCalibrationType")).orElse("").strip();
    var magnification = magnification(dataset);
    if (!Projections.isProjection(dataset.string(Tag.MODALITY).orElse(""))) {
      return pixel.map(mm -> made(mm, Plane.PATIENT, "PixelSpacing", calibration, magnification));
    }
    if (pixel.isPresent()) {
      var plane =
          !calibration.isEmpty() || imager.filter(mm -> differ(mm, pixel.get())).isPresent()
              ? Plane.CALIBRATED
              : imager.isPresent() ? Plane.DETECTOR : Plane.NOT_TOLD;
      return Optional.of(made(pixel.get(), plane, "PixelSpacing", calibration, magnification));
    }
    return imager
        .map(mm -> made(mm, Plane.DETECTOR, "ImagerPixelSpacing", calibration, magnification))
        .or(
            () ->
                scanned.map(
                    mm ->
                        made(
                            mm,
                            Plane.FILM,
                            "NominalScannedPixelSpacing",
                            calibration,
                            magnification)));
  }

  private static PhysicalSpacing made(
      double[] mm, Plane plane, String source, String calibration, OptionalDouble magnification) {
    return new PhysicalSpacing(
        mm[0],
        mm[1],
        plane,
        source,
        calibration.matches("[A-Z_ ]{1,16}") ? calibration : "",
        magnification);
  }

  private static boolean differ(double[] one, double[] other) {
    return Math.abs(one[0] - other[0]) > SAME || Math.abs(one[1] - other[1]) > SAME;
  }

  /** The stated factor, else source to detector by source to patient; at least 1. */
  private static OptionalDouble magnification(DicomDataset dataset) {
    var stated = dataset.decimal(tag("EstimatedRadiographicMagnificationFactor"));
    double detector = dataset.decimal(tag("DistanceSourceToDetector")).orElse(0);
    double patient = dataset.decimal(tag("DistanceSourceToPatient")).orElse(0);
    double factor = stated.orElse(patient > 0 ? detector / patient : 0);
    return factor >= 1 && Double.isFinite(factor)
        ? OptionalDouble.of(factor)
        : OptionalDouble.empty();
  }

  private static Optional<double[]> spacing(DicomDataset dataset, int tag) {
    double[] own = dataset.decimals(tag);
    double[] mm =
        own.length > 0
            ? own
            : dataset
                .item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, tag("PixelMeasuresSequence"))
                .map(item -> item.decimals(tag))
                .orElse(own);
    return mm.length == 2 && mm[0] > 0 && mm[1] > 0 && Double.isFinite(mm[0] * mm[1])
        ? Optional.of(mm)
        : Optional.empty();
  }

  private static int tag(String keyword) {
    return DicomDictionary.tag(keyword).orElseThrow();
  }
}
