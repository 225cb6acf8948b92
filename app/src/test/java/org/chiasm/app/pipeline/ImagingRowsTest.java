package org.chiasm.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.NpyFormat;
import org.chiasm.Tensor;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of picture from a study file to the tensor that a row refers to. */
class ImagingRowsTest {
  private static final String STUDY =
      """
      study: every-kind-of-picture
      question: Which tensors does a row refer to?
      concepts:
        icu_stay: {encounter_location: ICU}
      cohort:
        trigger: {input: chest_ct}
      prediction_time: trigger + 2h
      inputs:
        chest_ct:
          modality: image
          select: {dicom_modality: CT, body_part: CHEST, plane: axial, kernel: lung}
          window: "[-1h, 1h]"
        chest_volume:
          modality: image
          select: {dicom_modality: CT, body_part: CHEST}
          tensor: {spacing: "4 mm", shape: [8, 16, 16]}
          window: "[-1h, 1h]"
        right_eye:
          modality: image
          select: {dicom_modality: OP, laterality: right}
          window: "[-1h, 1h]"
        left_eye:
          modality: image
          select: {dicom_modality: OP, laterality: left}
          window: "[-1h, 1h]"
        retina:
          modality: image
          select: {dicom_modality: OPT}
          window: "[-1h, 1h]"
        biopsy:
          modality: image
          select: {dicom_modality: SM}
          tensor: {tiles: 2, spacing: "1 um"}
          window: "[-1h, 1h]"
        flair:
          modality: image
          select: {dicom_modality: MR, body_part: HEAD, mr_sequence: flair}
          window: "[-1h, 1h]"
        other_side:
          modality: image
          select: {dicom_modality: MG, laterality: left}
          window: "[-1h, 1h]"
          missing: allow
      missing: {max_fraction: 1}
      outcome: {concept: icu_stay, risk_window: "(0h, 72h]", no_followup: negative}
      split: {by: subject, seed: 7, train: 0.6, tuning: 0.2, held_out: 0.2}
      fusion: [late]
      """;

  private static final String SITE =
      """
      site: test
      time_zone: Europe/Berlin
      authorities:
        pacs: "urn:oid:1.2.3"
      assume_lag: {image: 0h}
      """;

  private static final int FRAMES = 12;
  private static final int SIDE = 64;

  @TempDir private static Path folder;

  private static List<LabelledRow> rows = List.of();

  private static int tag(String keyword) {
    return DicomDictionary.tag(keyword).orElseThrow();
  }

  private static DicomDataset item(String sequence, DicomDatasetBuilder content) {
    return DicomDataset.builder().sequence(tag(sequence), content.build()).build();
  }

  private static DicomDatasetBuilder image(
      String modality, String series, String sop, int frames, int side, byte[] pixels) {
    boolean colour = pixels.length == 3 * frames * side * side;
    return DicomDataset.builder()
        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2.1")
        .string(Tag.SOP_INSTANCE_UID, "2.25.1" + series + sop)
        .string(Tag.STUDY_INSTANCE_UID, "2.25.4")
        .string(Tag.SERIES_INSTANCE_UID, "2.25.3" + series)
        .string(Tag.PATIENT_ID, "P1")
        .string(Tag.STUDY_DATE, "20260301")
        .string(Tag.STUDY_TIME, "101500")
        .string(Tag.MODALITY, modality)
        .string(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "VOLUME", "NONE")
        .integers(Tag.INSTANCE_NUMBER, Integer.parseInt(sop))
        .integers(Tag.NUMBER_OF_FRAMES, frames)
        .integers(Tag.ROWS, side)
        .integers(Tag.COLUMNS, side)
        .integers(Tag.SAMPLES_PER_PIXEL, colour ? 3 : 1)
        .string(Tag.PHOTOMETRIC_INTERPRETATION, colour ? "RGB" : "MONOCHROME2")
        .integers(Tag.PLANAR_CONFIGURATION, 0)
        .integers(Tag.BITS_ALLOCATED, 8)
        .integers(Tag.BITS_STORED, 8)
        .integers(Tag.HIGH_BIT, 7)
        .integers(Tag.PIXEL_REPRESENTATION, 0)
        .put(PixelDataElement.ofNative(Vr.OB, pixels));
  }

  private static void write(DicomDatasetBuilder dataset) throws Exception {
    var built = dataset.build();
    DicomWriter.write(
        DicomFile.of(built, TransferSyntax.of("1.2.840.10008.1.2.1")),
        folder.resolve("pacs").resolve(built.string(Tag.SOP_INSTANCE_UID).orElseThrow()));
  }

  /** Frame k, stored out of order, has the value 10 × its place. */
  private static void writeEnhanced(String modality, String series, DicomDataset... macros)
      throws Exception {
    byte[] pixels = new byte[FRAMES * SIDE * SIDE];
    var frames = new ArrayList<DicomDataset>();
    for (int frame = 0; frame < FRAMES; frame++) {
      int place = (frame * 5) % FRAMES;
      Arrays.fill(pixels, frame * SIDE * SIDE, (frame + 1) * SIDE * SIDE, (byte) (10 * place));
      frames.add(
          item(
              "PlanePositionSequence",
              DicomDataset.builder().decimals(Tag.IMAGE_POSITION_PATIENT, 0, 0, 4 * place)));
    }
    var shared = DicomDataset.builder();
    for (var macro : macros) {
      macro.stream().forEach(shared::put);
    }
    item(
            "PlaneOrientationSequence",
            DicomDataset.builder().decimals(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 1, 0))
        .stream()
        .forEach(shared::put);
    item(
            "PixelMeasuresSequence",
            DicomDataset.builder()
                .decimals(Tag.PIXEL_SPACING, 4, 4)
                .decimals(Tag.SLICE_THICKNESS, 4))
        .stream()
        .forEach(shared::put);
    write(
        image(modality, series, "1", FRAMES, SIDE, pixels)
            .sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared.build())
            .sequence(
                Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames.toArray(DicomDataset[]::new)));
  }

  private static DicomDataset anatomy(String code, String meaning) {
    return item(
        "FrameAnatomySequence",
        DicomDataset.builder()
            .sequence(
                tag("AnatomicRegionSequence"),
                DicomDataset.builder()
                    .string(Tag.CODE_VALUE, code)
                    .string(Tag.CODE_MEANING, meaning)
                    .build()));
  }

  /** A lit disc of one colour on black. */
  private static byte[] disc(int side, int red, int green, int blue, int glass) {
    byte[] pixels = new byte[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      boolean lit =
          Math.hypot(Math.floorDiv(i, side) - side / 2.0, i % side - side / 2.0) < side * 0.45;
      pixels[3 * i] = (byte) (lit ? red : glass);
      pixels[3 * i + 1] = (byte) (lit ? green : glass);
      pixels[3 * i + 2] = (byte) (lit ? blue : glass);
    }
    return pixels;
  }

  @BeforeAll
  static void ingestAndAssembleOnce() throws Exception {
    Files.createDirectory(folder.resolve("pacs"));
    writeEnhanced(
        "CT",
        "1",
        anatomy("51185008", "Thorax"),
        item(
            "CTReconstructionSequence",
            DicomDataset.builder()
                .string(Tag.CONVOLUTION_KERNEL, "XX9")
                .string(tag("ConvolutionKernelGroup"), "LUNG")),
        item(
            "PixelValueTransformationSequence",
            DicomDataset.builder()
                .decimals(Tag.RESCALE_SLOPE, 10)
                .decimals(Tag.RESCALE_INTERCEPT, -1000)));
    writeEnhanced(
        "MR",
        "2",
        anatomy("12738006", "Brain"),
        item(
            "MRImageFrameTypeSequence",
            DicomDataset.builder().string(tag("AcquisitionContrast"), "FLUID_ATTENUATED")));
    write(
        image("OP", "5", "1", 1, SIDE, disc(SIDE, 200, 60, 20, 0))
            .string(Tag.IMAGE_LATERALITY, "R"));
    write(
        image("OP", "5", "2", 1, SIDE, disc(SIDE, 90, 60, 160, 0))
            .string(Tag.IMAGE_LATERALITY, "L"));
    byte[] scans = new byte[FRAMES * SIDE * SIDE];
    var located = new ArrayList<DicomDataset>();
    for (int frame = 0; frame < FRAMES; frame++) {
      int place = (frame * 5) % FRAMES;
      Arrays.fill(scans, frame * SIDE * SIDE, (frame + 1) * SIDE * SIDE, (byte) (20 * place));
      located.add(
          item(
              "OphthalmicFrameLocationSequence",
              DicomDataset.builder()
                  .decimals(tag("ReferenceCoordinates"), 10 * place, 0, 10 * place, 100)));
    }
    write(
        image("OPT", "6", "1", FRAMES, SIDE, scans)
            .sequence(
                Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, located.toArray(DicomDataset[]::new)));
    write(image("OPT", "6", "2", 1, SIDE, new byte[SIDE * SIDE]));
    write(
        image("SM", "7", "1", 1, 512, disc(512, 200, 110, 170, 244))
            .string(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "VOLUME", "NONE")
            .string(tag("DimensionOrganizationType"), "TILED_FULL")
            .integers(tag("TotalPixelMatrixRows"), 512)
            .integers(tag("TotalPixelMatrixColumns"), 512)
            .sequence(
                Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
                item(
                    "PixelMeasuresSequence",
                    DicomDataset.builder().decimals(Tag.PIXEL_SPACING, 0.001, 0.001))));
    Files.writeString(folder.resolve("study.yaml"), STUDY);
    Files.writeString(folder.resolve("site.yaml"), SITE);
    var files = StudyFiles.read(folder.resolve("study.yaml"), List.of(folder.resolve("site.yaml")));
    var feeds = List.of(new FeedFolder(FeedFolder.Kind.PACS, folder.resolve("pacs")));
    var out = new OutputFolder(folder.resolve("out"));
    IngestStage.run(files, feeds, out, StageProgress.SILENT);
    new RowsStage(files, out, StageProgress.SILENT).write(feeds, false);
    try (var reader = RowsReader.open(out.rowsParquet(), files.study());
        var read = reader.rows()) {
      rows = read.toList();
    }
  }

  private static Tensor tensor(String input) throws Exception {
    if (rows.getFirst().row().cell(input)
        instanceof InputCell.Present(InputCell.Value.Reference(var reference), _, _, _, _)) {
      return NpyFormat.decode(Files.readAllBytes(folder.resolve("out").resolve(reference)));
    }
    throw new AssertionError(input + ": " + rows.getFirst().row().cell(input));
  }

  private static float middle(Tensor tensor, int channel) {
    int plane = tensor.extent(1) * tensor.extent(2);
    return tensor.values()[channel * plane + plane / 2 + tensor.extent(2) / 2];
  }

  @Test
  void anEnhancedCtOpensTheCaseAndItsFramesAreStackedByPlace() throws Exception {
    assertThat(rows).hasSize(1);
    var tensor = tensor("chest_ct");
    assertThat(tensor.shape()).containsExactly(32, 128, 128);
    assertThat(tensor.values()[0]).isEqualTo(-1000);
    assertThat(tensor.values()[31 * 128 * 128]).isEqualTo(100);
    for (int slice = 1; slice < 32; slice++) {
      assertThat(tensor.values()[slice * 128 * 128])
          .isGreaterThanOrEqualTo(tensor.values()[(slice - 1) * 128 * 128]);
    }
  }

  @Test
  void aShapeOfItsOwnDoesNotTouchTheStandardTensorOfTheSameSeries() throws Exception {
    assertThat(tensor("chest_volume").shape()).containsExactly(8, 16, 16);
  }

  @Test
  void eachEyeOfOneSeriesHasItsOwnPicture() throws Exception {
    assertThat(tensor("right_eye").shape()).containsExactly(3, 256, 256);
    assertThat(middle(tensor("right_eye"), 0)).isBetween(0.77f, 0.80f);
    assertThat(middle(tensor("left_eye"), 0)).isBetween(0.34f, 0.37f);
    assertThat(middle(tensor("left_eye"), 2)).isBetween(0.61f, 0.64f);
  }

  @Test
  void scansOfTheRetinaLieInTheOrderOfTheirPlacesOnTheLocalizer() throws Exception {
    var tensor = tensor("retina");
    assertThat(tensor.shape()).containsExactly(1, 32, 128, 128);
    assertThat(tensor.values()[0]).isZero();
    assertThat(tensor.values()[31 * 128 * 128]).isEqualTo(1);
    for (int scan = 1; scan < 32; scan++) {
      assertThat(tensor.values()[scan * 128 * 128])
          .isGreaterThanOrEqualTo(tensor.values()[(scan - 1) * 128 * 128]);
    }
  }

  @Test
  void aSlideGivesTilesAndAFlairAGreyVolume() throws Exception {
    assertThat(tensor("biopsy").shape()).containsExactly(2, 3, 256, 256);
    assertThat(tensor("flair").shape()).containsExactly(1, 32, 128, 128);
  }

  @Test
  void whatIsNotThereIsMissingWithItsReason() {
    assertThat(rows.getFirst().row().cell("other_side")).isInstanceOf(InputCell.Missing.class);
  }
}
