package org.chiasm.connect.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.display.PhysicalSpacing.Plane;
import org.junit.jupiter.api.Test;

class PhysicalSpacingTest {
  private static int tag(String keyword) {
    return DicomDictionary.tag(keyword).orElseThrow();
  }

  private static DicomDatasetBuilder of(String modality) {
    return DicomDataset.builder().string(Tag.MODALITY, modality);
  }

  private static PhysicalSpacing spacing(DicomDatasetBuilder dataset) {
    return PhysicalSpacing.of(dataset.build()).orElseThrow();
  }

  @Test
  void slicesAreMeasuredInThePatientAlsoInFunctionalGroups() {
    assertThat(spacing(of("CT").decimals(Tag.PIXEL_SPACING, 0.7, 0.8)).plane())
        .isEqualTo(Plane.PATIENT);
    var measures =
        DicomDataset.builder()
            .sequence(
                tag("PixelMeasuresSequence"),
                DicomDataset.builder().decimals(Tag.PIXEL_SPACING, 0.7, 0.8).build())
            .build();
    var enhanced = spacing(of("MR").sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, measures));
    assertThat(enhanced.rowMm()).isEqualTo(0.7);
    assertThat(enhanced.columnMm()).isEqualTo(0.8);
  }

  @Test
  void aRadiographIsMeasuredOnTheDetectorUnlessItWasCalibrated() {
    var detector = of("DX").decimals(Tag.IMAGER_PIXEL_SPACING, 0.14, 0.14);
    assertThat(spacing(detector).plane()).isEqualTo(Plane.DETECTOR);
    assertThat(spacing(detector).source()).isEqualTo("ImagerPixelSpacing");
    assertThat(spacing(detector.decimals(Tag.PIXEL_SPACING, 0.14, 0.14)).plane())
        .as("a copy of the detector's")
        .isEqualTo(Plane.DETECTOR);
    assertThat(spacing(detector.decimals(Tag.PIXEL_SPACING, 0.12, 0.12)).plane())
        .isEqualTo(Plane.CALIBRATED);
    var fiducial =
        spacing(
            of("CR")
                .decimals(Tag.PIXEL_SPACING, 0.12, 0.12)
                .string(tag("PixelSpacingCalibrationType"), "FIDUCIAL"));
    assertThat(fiducial.plane()).isEqualTo(Plane.CALIBRATED);
    assertThat(fiducial.calibration()).isEqualTo("FIDUCIAL");
    assertThat(spacing(of("CR").decimals(Tag.PIXEL_SPACING, 0.12, 0.12)).plane())
        .isEqualTo(Plane.NOT_TOLD);
    assertThat(spacing(of("CR").decimals(tag("NominalScannedPixelSpacing"), 0.2, 0.2)).plane())
        .isEqualTo(Plane.FILM);
  }

  @Test
  void magnificationIsStatedOrFollowsFromTheDistances() {
    var radiograph =
        of("DX")
            .decimals(Tag.IMAGER_PIXEL_SPACING, 0.14, 0.14)
            .decimals(tag("DistanceSourceToDetector"), 1800)
            .decimals(tag("DistanceSourceToPatient"), 1600);
    assertThat(spacing(radiograph).magnification().orElseThrow()).isCloseTo(1.125, within(1e-9));
    radiograph.decimals(tag("EstimatedRadiographicMagnificationFactor"), 1.1);
    assertThat(spacing(radiograph).magnification()).hasValue(1.1);
    assertThat(
            spacing(
                    of("DX")
                        .decimals(Tag.IMAGER_PIXEL_SPACING, 0.14, 0.14)
                        .decimals(tag("EstimatedRadiographicMagnificationFactor"), 0))
                .magnification())
        .isEmpty();
  }

  @Test
  void withoutAPositiveSpacingThereIsNone() {
    assertThat(PhysicalSpacing.of(of("CT").build())).isEmpty();
    assertThat(PhysicalSpacing.of(of("CT").decimals(Tag.PIXEL_SPACING, 0, 0).build())).isEmpty();
    assertThat(PhysicalSpacing.of(of("CT").decimals(Tag.PIXEL_SPACING, 0.7).build())).isEmpty();
  }
}
