package org.chiasm.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chiasm.imaging.SeriesFixture.ct;
import static org.chiasm.imaging.SeriesFixture.radiograph;
import static org.chiasm.imaging.SeriesFixture.study;

import java.util.List;
import java.util.Optional;
import org.chiasm.study.Comparison;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SeriesRule.Criterion;
import org.chiasm.study.SeriesRule.Sense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series as vendors and sites really label them, each once seen to be read wrongly. */
class VendorSeriesTest {
  private static final double[] CORONAL = {1, 0, 0, 0, 0, -1};
  private static final double[] SAGITTAL = {0, 1, 0, 0, 0, -1};

  private static SeriesTraits traits(SeriesFixture fixture) {
    return SeriesTraits.of(study(fixture)).values().iterator().next();
  }

  private static String value(Optional<SeriesTraits.Trait> trait) {
    return trait.map(SeriesTraits.Trait::value).orElse("");
  }

  private static SeriesFixture mr(String description, String... more) {
    return ct("1.1", "Modality=MR", "BodyPartExamined=HEAD", "ImageType=ORIGINAL\\PRIMARY\\M\\ND")
        .with("SeriesDescription=" + description)
        .with(more);
  }

  @ParameterizedTest
  @CsvSource({
    "SIEMENS, Br59f\\3, bone or lung",
    "SIEMENS, Bl57d\\2, lung",
    "SIEMENS, Qr40f\\2, soft",
    "SIEMENS, Hr60h, bone",
    "GE MEDICAL SYSTEMS, CHST, medium",
    "GE MEDICAL SYSTEMS, BONEPLUS, bone",
    "Philips, YC, bone or lung",
    "Philips, Lung Enhanced (L), lung",
    "Canon Medical Systems, FC08-H, soft",
    "CANON_MEC, FC52, lung",
    "FUJIFILM Corporation, Lung 32, lung",
    "Hitachi Medical Corporation, BONE 2, bone",
    "Hitachi Medical Corporation, 32, ''",
    "'', FC52, lung",
  })
  void theKernelIsReadAsItsVendorMeansIt(String vendor, String kernel, String expected) {
    var fixture = ct("1.1", "Manufacturer=" + vendor, "ConvolutionKernel=" + kernel);
    assertThat(value(traits(fixture).kernel())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"LUNG, lung", "BONE, bone", "SOFT_TISSUE, soft", "BRAIN, brain or soft"})
  void theKernelGroupOfEnhancedCtSpeaksWhereTheNameIsUnknown(String group, String expected) {
    var kernel = traits(ct("1.1", "ConvolutionKernel=XX9", "ConvolutionKernelGroup=" + group));
    assertThat(value(kernel.kernel())).isEqualTo(expected);
    assertThat(kernel.kernel().orElseThrow().source()).isEqualTo("ConvolutionKernelGroup");
  }

  @Test
  void aCardiacReconstructionOfTheLungsKeepsItsLungKernel() {
    var heart = ct("1.1", "Manufacturer=SIEMENS", "ConvolutionKernel=B70f");
    assertThat(value(traits(heart.with("BodyPartExamined=HEART")).kernel()))
        .isEqualTo("lung or bone");
    assertThat(value(traits(heart.with("BodyPartExamined=TSPINE")).kernel())).isEqualTo("bone");
  }

  @Test
  void aPlanningRadiographIsToldByItsPlaneThoughNoWordSaysSo() {
    for (double[] plane : new double[][] {CORONAL, SAGITTAL}) {
      for (int pictures = 1; pictures <= 3; pictures++) {
        var scout = ct("1.1").oriented(plane).slices(pictures, 400);
        assertThat(traits(scout).content()).isEqualTo("localizer");
        assertThat(traits(scout).readable()).isZero();
      }
    }
    assertThat(traits(ct("1.1").slices(1, 0)).content())
        .as("one axial slice")
        .isEqualTo("original");
  }

  @Test
  void aCoronalStackIsAReformatWhateverImageTypeSays() {
    var axial = ct("1.1").slices(60, 5);
    var coronal = ct("1.2", "SliceThickness=1").oriented(CORONAL).slices(200, 1);
    assertThat(
            SeriesFixture.acceptedUids(
                SeriesFixture.rule("dicom_modality=CT"), study(axial, coronal)))
        .containsExactly("1.1");
    assertThat(
            SeriesFixture.acceptedUids(SeriesFixture.rule("plane=coronal"), study(axial, coronal)))
        .containsExactly("1.2");
    assertThat(SeriesFixture.acceptedUids(SeriesFixture.rule("dicom_modality=CT"), study(coronal)))
        .as("where nothing else is there")
        .containsExactly("1.2");
    assertThat(traits(ct("1.3", "Modality=MR").oriented(CORONAL)).content()).isEqualTo("original");
  }

  @ParameterizedTest
  @CsvSource({
    "SeriesDescription=Thorax MinIP 5.0, rendered",
    "SeriesDescription=Thorax mIP ax 8mm, rendered",
    "SeriesDescription=mIP_Images(SW), rendered",
    "SeriesDescription=3D SSD rotation, rendered",
    "SeriesDescription=Iodine map, rendered",
    "SeriesDescription=VNC 1.0, rendered",
    "SeriesDescription=MonoPlus 70 keV, original",
    "ImageType=DERIVED\\PRIMARY\\AXIAL\\MAT_REMOVED, rendered",
    "ImageType=DERIVED\\PRIMARY\\AXIAL\\VMI, derived",
    "SeriesDescription=Scano 2.0, localizer",
    "SeriesDescription=Survey_32ch_HeadCoil, localizer",
    "SeriesDescription=SmartBrain, localizer",
    "SeriesDescription=Thorax Lunge 1.0, original",
  })
  void computedPicturesAndPlanningScansAreKnownByTheirWords(String attribute, String content) {
    assertThat(traits(ct("1.1", attribute)).content()).isEqualTo(content);
  }

  @ParameterizedTest
  @CsvSource({
    "Ax T1+C, t1",
    "sT1TFE, t1",
    "T2TSE, t2",
    "ADCmap, adc",
    "isoADC, adc",
    "sDW_SSh, dwi",
    "FLAIR_longTR, flair",
    "T2W_FLAIR_SPIR, flair",
    "Sag CUBE FLAIR, flair",
    "t2_space_dark-fluid_sag_p2_iso, flair",
    "3D Ax T1 BRAVO +C, t1",
    "eTHRIVE_BH, t1",
    "T2*_FFE, t2star",
  })
  void theContrastOfAnMrSeriesIsReadFromEveryVendorsWords(String description, String sequence) {
    assertThat(value(traits(mr(description)).sequence())).isEqualTo(sequence);
  }

  @Test
  void aMapOfFractionalAnisotropyIsNoDiffusionWeightedPicture() {
    assertThat(traits(mr("x", "ImageType=DERIVED\\PRIMARY\\DIFFUSION\\FA\\ND")).content())
        .isEqualTo("rendered");
    assertThat(traits(mr("ep2d_diff_FA")).content()).isEqualTo("rendered");
    assertThat(traits(mr("T1 fl2d FA15")).content()).as("a flip angle").isEqualTo("original");
  }

  @ParameterizedTest
  @CsvSource({
    "Mobile Chest, AP",
    "CHEST PORT, AP",
    "Thorax im Liegen, AP",
    "Poumons face PA, PA",
    "Torax frente, FRONTAL",
    "W033 Chest lat., LATERAL",
    "Thorax p.a. stehend, PA",
  })
  void theViewOfARadiographIsReadFromItsDescription(String description, String view) {
    assertThat(traits(radiograph("1.1", "SeriesDescription=" + description)).views())
        .containsExactly(view);
  }

  @ParameterizedTest
  @CsvSource({
    "ContrastBolusAgent=NO CONTRAST, no",
    "ContrastBolusAgent=No Contrast Agent, no",
    "ContrastBolusAgent=Omnipaque 350, yes",
    "ContrastBolusAgentSequence=C-B0300\\Iodinated contrast agent, yes",
    "SeriesDescription=CHEST +C, yes",
    "SeriesDescription=Thorax+KM, yes",
    "SeriesDescription=Torace con mdc, yes",
    "SeriesDescription=Torace senza mdc, no",
    "SeriesDescription=Torax c/c, yes",
    "SeriesDescription=Torax s/c, no",
  })
  void contrastIsReadFromAgentsAndWords(String attribute, String expected) {
    var traits = traits(ct("1.1", attribute));
    assertThat(traits.contrast().value()).isEqualTo(expected);
    assertThat(traits.contrast().source())
        .isEqualTo(attribute.substring(0, attribute.indexOf('=')));
  }

  @ParameterizedTest
  @CsvSource({
    "BodyPartExamined=CHEST_TO_PELVIS, 'ABDOMEN, CHEST, PELVIS'",
    "BodyPartExamined=CHESTABDPELVIS, 'ABDOMEN, CHEST, PELVIS'",
    "BodyPartExamined=NECKCHEST, 'CHEST, NECK'",
    "AnatomicRegionSequence=51185008\\, CHEST",
    "AnatomicRegionSequence=T-D3000\\, CHEST",
    "AnatomicRegionSequence=12738006\\, HEAD",
    "AnatomicRegionSequence=416775004\\, 'ABDOMEN, CHEST, PELVIS'",
    "SeriesDescription=CHEST+ABDOMEN, 'ABDOMEN, CHEST'",
  })
  void theBodyPartIsReadFromCodesAndJoinedWords(String attribute, String expected) {
    var fixture = ct("1.1", "BodyPartExamined=", "StudyDescription=").with(attribute);
    assertThat(value(traits(fixture).bodyPart())).isEqualTo(expected);
  }

  @Test
  void aDecimalCommaIsReadAsThePoint() {
    assertThat(traits(ct("1.1", "SliceThickness=1,25")).geometry().maxThickness()).hasValue(1.25);
  }

  @Test
  void aSeriesWithoutDescriptionCertainlyLacksAnExcludedWord() {
    var excluded =
        new Criterion("series_description", Comparison.EQUAL, List.of("mip"), Sense.MATCHES_NOT);
    var ranking =
        SeriesSelector.rank(
            new SeriesRule(List.of(excluded)),
            study(ct("1.1"), ct("1.2", "SeriesDescription=Thick MIPPED")));
    assertThat(ranking.accepted()).hasSize(1);
    assertThat(ranking.accepted().getFirst().reasons())
        .extracting(SeriesReason::verdict)
        .doesNotContain(SeriesReason.Verdict.UNCERTAIN);
  }
}
