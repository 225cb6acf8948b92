package org.chiasm.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chiasm.imaging.SeriesFixture.acceptedUids;
import static org.chiasm.imaging.SeriesFixture.ct;
import static org.chiasm.imaging.SeriesFixture.radiograph;
import static org.chiasm.imaging.SeriesFixture.rule;
import static org.chiasm.imaging.SeriesFixture.study;

import java.util.List;
import org.chiasm.study.SeriesRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesSelectorTest {
  private static final SeriesRule LUNG =
      rule(
          "dicom_modality=CT",
          "body_part=CHEST",
          "plane=axial",
          "kernel=lung",
          "slice_thickness<=5");

  private static String reasonsOf(SeriesRule rule, SeriesFixture fixture) {
    var ranked = SeriesSelector.rank(rule, study(fixture)).series().getFirst();
    return String.join("\n", ranked.reasons().stream().map(SeriesReason::text).toList());
  }

  @Test
  void theLungReconstructionIsChosenAndTheSoftOneSaysWhyNot() {
    var study =
        study(
            ct("1.1", "Manufacturer=SIEMENS", "ConvolutionKernel=B40f"),
            ct("1.2", "Manufacturer=SIEMENS", "ConvolutionKernel=B70f"));
    var ranking = SeriesSelector.rank(LUNG, study);
    assertThat(ranking.best().orElseThrow().series().seriesInstanceUid()).isEqualTo("1.2");
    assertThat(ranking.best().orElseThrow().instances()).hasSize(30);
    assertThat(ranking.rejected().getFirst().rejections())
        .extracting(SeriesReason::text)
        .containsExactly(
            "kernel: asked lung, found soft, kernel B40F of Siemens (ConvolutionKernel)");
  }

  @Test
  void thinnerSlicesWithinTheLimitComeFirst() {
    var study =
        study(
            ct("1.1", "Manufacturer=GE MEDICAL SYSTEMS", "ConvolutionKernel=LUNG"),
            ct(
                    "1.2",
                    "Manufacturer=GE MEDICAL SYSTEMS",
                    "ConvolutionKernel=LUNG",
                    "SliceThickness=1.25")
                .slices(120, 1.25));
    var ranking = SeriesSelector.rank(LUNG, study);
    assertThat(ranking.accepted())
        .extracting(each -> each.series().seriesInstanceUid())
        .containsExactly("1.2", "1.1");
    assertThat(ranking.accepted().get(1).reasons().getLast().text())
        .isEqualTo("rank: the one before it has thinner slices: 5 here, 1.25 there, mm");
  }

  @Test
  void aThinSeriesOfFewSlicesStandsBehindTheWholeChest() {
    var study =
        study(
            ct("1.1", "Manufacturer=SIEMENS", "ConvolutionKernel=B60f"),
            ct("1.2", "Manufacturer=SIEMENS", "ConvolutionKernel=B60f", "SliceThickness=1")
                .slices(20, 1));
    assertThat(acceptedUids(LUNG, study)).containsExactly("1.1", "1.2");
  }

  @Test
  void gapsRankBehindAWholeStack() {
    var gappy = ct("1.2", "Manufacturer=SIEMENS", "ConvolutionKernel=B60f").events();
    gappy.remove(10);
    gappy.addAll(ct("1.3", "Manufacturer=SIEMENS", "ConvolutionKernel=B60f").events());
    var ranking = SeriesSelector.rank(LUNG, ImagingStudy.of(gappy).getFirst());
    assertThat(ranking.best().orElseThrow().series().seriesInstanceUid()).isEqualTo("1.3");
    assertThat(ranking.accepted().get(1).reasons())
        .extracting(SeriesReason::found)
        .anyMatch(found -> found.startsWith("1 of the expected slices"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ImageType=ORIGINAL\\PRIMARY\\LOCALIZER; localizer",
        "SeriesDescription=Topogramm 0.6 T20f; localizer",
        "SeriesDescription=SCOUT; localizer",
        "ImageType=DERIVED\\SECONDARY\\DOSE_INFO; dose or summary",
        "SeriesDescription=Dose Report; dose or summary",
        "SeriesDescription=Patient Protocol; dose or summary",
        "ImageType=DERIVED\\PRIMARY\\MIP; rendered",
        "SeriesDescription=AX MIP 10x3; rendered",
        "SeriesDescription=PreMonitoring; bolus monitoring",
        "SeriesDescription=SmartPrep Series; bolus monitoring",
        "SeriesDescription=Key Images; key image",
        "SOPClassUID=1.2.840.10008.5.1.4.1.1.7; secondary capture",
        "SamplesPerPixel=3; screen shot",
        "Modality=SR; not an image",
      })
  void whatIsNoPlainPictureIsRejectedAndNamed(String attribute, String named) {
    var fixture = ct("1.1", "Manufacturer=SIEMENS", "ConvolutionKernel=B70f").with(attribute);
    var ranked = SeriesSelector.rank(LUNG, study(fixture)).series().getFirst();
    assertThat(ranked.isAccepted()).isFalse();
    assertThat(ranked.rejections())
        .extracting(SeriesReason::text)
        .anyMatch(text -> text.contains(named));
  }

  @Test
  void aScoutInsideAnAxialSeriesIsLeftOutAndTheRestIsRead() {
    var events = ct("1.1", "Manufacturer=SIEMENS", "ConvolutionKernel=B70f").events();
    events.addAll(
        ct("1.1", "ImageType=ORIGINAL\\PRIMARY\\LOCALIZER").slices(40, 1).events().subList(35, 37));
    var best = SeriesSelector.rank(LUNG, ImagingStudy.of(events).getFirst()).best().orElseThrow();
    assertThat(best.instances()).hasSize(30);
    assertThat(best.reasons())
        .extracting(SeriesReason::found)
        .anyMatch(f -> f.startsWith("2 instances left out"));
  }

  @Test
  void aReformatIsReadOnlyWhereNoOriginalIsSuitable() {
    var original = ct("1.1", "Manufacturer=SIEMENS", "ConvolutionKernel=B70f");
    var reformat =
        ct(
            "1.2",
            "Manufacturer=SIEMENS",
            "ConvolutionKernel=B70f",
            "ImageType=DERIVED\\SECONDARY\\REFORMATTED",
            "SliceThickness=1");
    assertThat(acceptedUids(LUNG, study(original, reformat))).containsExactly("1.1");
    assertThat(acceptedUids(LUNG, study(reformat))).containsExactly("1.2");
  }

  @Test
  void aCoronalReformatIsWhatACoronalRequestMeans() {
    var axial = ct("1.1", "Manufacturer=GE", "ConvolutionKernel=STANDARD");
    var coronal =
        ct(
                "1.2",
                "Manufacturer=GE",
                "ConvolutionKernel=STANDARD",
                "ImageType=DERIVED\\SECONDARY\\REFORMATTED")
            .oriented(1, 0, 0, 0, 0, -1);
    var ranking = SeriesSelector.rank(rule("plane=coronal", "kernel=soft"), study(axial, coronal));
    assertThat(ranking.accepted())
        .extracting(each -> each.series().seriesInstanceUid())
        .containsExactly("1.2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "CHEST;;;; MET",
        "THORAX;;;; MET",
        "Lunge;;;; MET",
        "WHOLEBODY;;;; MET",
        "ABDOMEN;;;; NOT_MET",
        "ABDOMEN; CT Chest abdomen pelvis; Thorax 5.0; ; UNCERTAIN",
        "HEAD; CT chest and head; ;; NOT_MET",
        "; CT Chest;;; MET",
        "; CT THORAX/ABD/BECKEN;;; MET",
        "; TC tórax com contraste;;; MET",
        "; CT Head;;; NOT_MET",
        "; CT Chest; Schädel nativ;; NOT_MET",
        "; ;; AThoraxRoutine; MET",
        "; Trauma;;; UNCERTAIN",
        "; CT T Spine thoracic spine;;; NOT_MET",
      })
  void theBodyPartComesFromTheAttributeThenFromWords(
      String examined, String study, String series, String protocol, String verdict) {
    var fixture =
        ct(
            "1.1",
            "BodyPartExamined=" + nullToEmpty(examined),
            "StudyDescription=" + nullToEmpty(study),
            "SeriesDescription=" + nullToEmpty(series),
            "ProtocolName=" + nullToEmpty(protocol));
    var ranked = SeriesSelector.rank(rule("body_part=CHEST"), study(fixture)).series().getFirst();
    assertThat(ranked.reasons())
        .filteredOn(reason -> reason.criterion().equals("body_part"))
        .extracting(reason -> reason.verdict().name())
        .containsExactly(verdict);
  }

  private static String nullToEmpty(String text) {
    return text == null ? "" : text;
  }

  @Test
  void anUnknownKernelIsRejectedBecauseAWrongOneWouldBeSilent() {
    assertThat(reasonsOf(LUNG, ct("1.1", "Manufacturer=SIEMENS")))
        .contains("kernel: asked lung, found no kernel (ConvolutionKernel)");
    assertThat(reasonsOf(LUNG, ct("1.1", "Manufacturer=SIEMENS", "ConvolutionKernel=Zz99")))
        .contains("no vendor's table holds ZZ99");
  }

  @Test
  void aDescriptionThatNamesTheKernelIsWeakerEvidence() {
    var ranking =
        SeriesSelector.rank(
            LUNG,
            study(
                ct("1.1", "Manufacturer=SIEMENS", "SeriesDescription=Thorax 5.0 B70f"),
                ct("1.2", "Manufacturer=SIEMENS", "ConvolutionKernel=B70f"),
                ct(
                    "1.3",
                    "Manufacturer=FUJIFILM",
                    "ConvolutionKernel=17",
                    "SeriesDescription=Lunge 5mm")));
    assertThat(ranking.accepted())
        .extracting(each -> each.series().seriesInstanceUid())
        .containsExactly("1.2", "1.1", "1.3");
  }

  @Test
  void mixedThicknessMustHoldForTheThickestSlice() {
    var events =
        ct("1.1", "Manufacturer=SIEMENS", "ConvolutionKernel=B70f", "SliceThickness=4")
            .slices(10, 5)
            .events();
    events.addAll(
        ct("1.1", "Manufacturer=SIEMENS", "ConvolutionKernel=B70f", "SliceThickness=7")
            .slices(30, 5)
            .events()
            .subList(10, 30));
    var ranked = SeriesSelector.rank(LUNG, ImagingStudy.of(events).getFirst()).series().getFirst();
    assertThat(ranked.rejections()).extracting(SeriesReason::found).containsExactly("4 to 7 mm");
  }

  @Test
  void derivedRadiographsAreAcceptedBecauseNearlyAllAre() {
    var study =
        study(
            radiograph("1.1", "ViewPosition=AP"),
            radiograph("1.2", "ViewPosition=PA", "ImageType=DERIVED\\PRIMARY\\"));
    assertThat(acceptedUids(rule("dicom_modality=CR|DX", "body_part=CHEST"), study))
        .containsExactly("1.1", "1.2");
    assertThat(acceptedUids(rule("dicom_modality=CR|DX", "view=PA"), study)).containsExactly("1.2");
    assertThat(acceptedUids(rule("view=frontal"), study)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "PA; ; ; PA; MET",
        "LL; ; ; lateral; MET",
        "; Thorax p.a.; ; PA; UNCERTAIN",
        "; Thorax ap liegend; ; AP; UNCERTAIN",
        "; Chest PA and lateral; L\\F; PA; UNCERTAIN",
        "; Chest PA and lateral; A\\F; lateral; UNCERTAIN",
        "; Chest PA and lateral; ; PA; NOT_MET",
        "; Chest; L\\F; PA; NOT_MET",
        "; Chest; L\\F; frontal; UNCERTAIN",
        "; Chest; ; PA; NOT_MET",
      })
  void theViewComesFromViewPositionThenFromWords(
      String position, String studyDescription, String orientation, String asked, String verdict) {
    var fixture =
        radiograph(
            "1.1",
            "ViewPosition=" + nullToEmpty(position),
            "StudyDescription=" + nullToEmpty(studyDescription),
            "PatientOrientation=" + nullToEmpty(orientation));
    var ranked = SeriesSelector.rank(rule("view=" + asked), study(fixture)).series().getFirst();
    assertThat(ranked.reasons())
        .filteredOn(reason -> reason.criterion().equals("view"))
        .extracting(reason -> reason.verdict().name())
        .containsExactly(verdict);
  }

  @Test
  void ofTwoViewsInOneSeriesOnlyTheAskedOneIsRead() {
    var events = radiograph("1.1", "ViewPosition=PA").events();
    events.addAll(radiograph("1.1", "ViewPosition=LL").slices(2, 0).events().subList(1, 2));
    var best =
        SeriesSelector.rank(rule("view=PA"), ImagingStudy.of(events).getFirst())
            .best()
            .orElseThrow();
    assertThat(best.instances())
        .extracting(each -> each.attribute("ViewPosition"))
        .containsExactly("PA");
  }

  @Test
  void captionedAndRawRadiographsAreNotRead() {
    var raw = radiograph("1.1", "PresentationIntentType=FOR PROCESSING");
    var suppressed = radiograph("1.2", "SeriesDescription=Bone Suppressed");
    var captured = radiograph("1.3", "SOPClassUID=1.2.840.10008.5.1.4.1.1.7");
    var plain = radiograph("1.4");
    assertThat(acceptedUids(rule("body_part=CHEST"), study(raw, suppressed, captured, plain)))
        .containsExactly("1.4", "1.3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Ultravist 300; ; yes; MET",
        "NONE; ; yes; NOT_MET",
        "NONE; ; no; MET",
        "; Thorax nativ; no; MET",
        "; Thorax KM venös; yes; MET",
        "; Thorax; no; UNCERTAIN",
        "; Thorax; yes; NOT_MET",
        "; Chest w/o contrast; yes; NOT_MET",
      })
  void contrastComesFromTheAgentThenFromWords(
      String agent, String description, String asked, String verdict) {
    var fixture =
        ct(
            "1.1",
            "ContrastBolusAgent=" + nullToEmpty(agent),
            "SeriesDescription=" + nullToEmpty(description));
    var ranked = SeriesSelector.rank(rule("contrast=" + asked), study(fixture)).series().getFirst();
    assertThat(ranked.reasons())
        .filteredOn(reason -> reason.criterion().equals("contrast"))
        .extracting(reason -> reason.verdict().name())
        .containsExactly(verdict);
  }

  @Test
  void sliceCountAndEqualThicknessAreCompared() {
    var study = study(ct("1.1").slices(12, 5));
    assertThat(acceptedUids(rule("min_slices=12", "slice_thickness=5|3"), study)).hasSize(1);
    assertThat(acceptedUids(rule("min_slices=13"), study)).isEmpty();
    assertThat(acceptedUids(rule("slice_thickness<5"), study)).isEmpty();
    assertThat(acceptedUids(rule("slice_thickness=<5".replace("=<", "<=")), study)).hasSize(1);
  }

  @Test
  void anEmptyRuleStillRefusesWhatIsNoPicture() {
    var empty = new SeriesRule(List.of());
    assertThat(acceptedUids(empty, study(ct("1.1"), ct("1.2", "SeriesDescription=Dose Report"))))
        .containsExactly("1.1");
  }

  @Test
  void aPropertyThatNoRuleHasIsAProgrammersError() {
    assertThatThrownBy(() -> SeriesSelector.rank(rule("colour=red"), study(ct("1.1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("colour")
        .hasMessageContaining("slice_thickness");
  }

  @Test
  void noReasonQuotesFreeText() {
    var fixture =
        ct(
            "1.1",
            "SeriesDescription=Meyer Hans Lunge",
            "StudyDescription=Meyer Thorax",
            "Manufacturer=SIEMENS");
    assertThat(reasonsOf(LUNG, fixture)).doesNotContain("Meyer").doesNotContain("MEYER");
  }

  @Test
  void aKernelWithSeveralUsesIsReadByTheBodyPart() {
    var head = ct("1.1", "Manufacturer=Philips", "ConvolutionKernel=YA", "BodyPartExamined=BRAIN");
    var chest = ct("1.2", "Manufacturer=Philips", "ConvolutionKernel=YA");
    assertThat(acceptedUids(rule("kernel=lung"), study(head, chest))).containsExactly("1.2");
    assertThat(acceptedUids(rule("kernel=bone"), study(head, chest))).containsExactly("1.1", "1.2");
    assertThat(acceptedUids(rule("kernel=ya"), study(head))).containsExactly("1.1");
  }

  @Test
  void aSharpKernelDescribedAsBoneComesAfterOneDescribedAsLung() {
    var study =
        study(
            ct(
                "1.1",
                "Manufacturer=SIEMENS",
                "ConvolutionKernel=B70f",
                "SeriesDescription=Thorax Knochen"),
            ct(
                "1.2",
                "Manufacturer=SIEMENS",
                "ConvolutionKernel=B70f",
                "SeriesDescription=Thorax Lunge"));
    assertThat(acceptedUids(rule("kernel=lung"), study)).containsExactly("1.2", "1.1");
    assertThat(acceptedUids(rule("kernel=bone"), study)).containsExactly("1.1", "1.2");
  }
}
