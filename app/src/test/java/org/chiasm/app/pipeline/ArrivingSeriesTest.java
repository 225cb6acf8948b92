package org.chiasm.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chiasm.NpyFormat;
import org.chiasm.Tensor;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WorkFolder;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;

/** A series that is still arriving has in every row the pixels that were there then. */
class ArrivingSeriesTest {
  private static final String STUDY =
      """
      study: arriving
      question: Which slices does a row read?
      concepts:
        icu_stay: {encounter_location: ICU}
      cohort:
        trigger: {input: radiograph}
      prediction_time: trigger + 30min
      inputs:
        radiograph: {modality: image, select: {dicom_modality: DX}, window: "[0h, 0h]"}
        chest_ct: {modality: image, select: {dicom_modality: CT}, window: "[-12h, 30min]"}
        chest_volume:
          modality: image
          select: {dicom_modality: CT}
          tensor: {spacing: "4 mm", shape: [8, 8, 8]}
          window: "[-12h, 30min]"
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

  private static final int SIDE = 8;

  private record Read(Tensor standard, Tensor volume, String reference) {}

  private static void write(Path pacs, String modality, int number, int minute, int grey)
      throws Exception {
    byte[] pixels = new byte[SIDE * SIDE];
    Arrays.fill(pixels, (byte) grey);
    var dataset =
        DicomDataset.builder()
            .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
            .string(
                Tag.SOP_INSTANCE_UID, "2.25.1" + modality.length() + modality.hashCode() + number)
            .string(Tag.STUDY_INSTANCE_UID, "2.25.4")
            .string(Tag.SERIES_INSTANCE_UID, modality.equals("CT") ? "2.25.5" : "2.25.6" + number)
            .string(Tag.PATIENT_ID, "P1")
            .string(Tag.ACQUISITION_DATE, "20260301")
            .string(
                Tag.ACQUISITION_TIME,
                String.format(Locale.ROOT, "%02d%02d00", 10 + minute / 60, minute % 60))
            .string(Tag.MODALITY, modality)
            .string(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY")
            .integers(Tag.INSTANCE_NUMBER, number)
            .integers(Tag.ROWS, SIDE)
            .integers(Tag.COLUMNS, SIDE)
            .integers(Tag.SAMPLES_PER_PIXEL, 1)
            .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
            .integers(Tag.BITS_ALLOCATED, 8)
            .integers(Tag.BITS_STORED, 8)
            .integers(Tag.HIGH_BIT, 7)
            .integers(Tag.PIXEL_REPRESENTATION, 0);
    if (modality.equals("CT")) {
      dataset
          .decimals(Tag.IMAGE_POSITION_PATIENT, 0, 0, 4 * number)
          .decimals(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 1, 0)
          .decimals(Tag.PIXEL_SPACING, 4, 4)
          .decimals(Tag.SLICE_THICKNESS, 4)
          .decimals(Tag.RESCALE_SLOPE, 10)
          .decimals(Tag.RESCALE_INTERCEPT, -1000);
    }
    var built = dataset.put(PixelDataElement.ofNative(Vr.OB, pixels)).build();
    DicomWriter.write(
        DicomFile.of(built, TransferSyntax.of("1.2.840.10008.1.2.1")),
        pacs.resolve(modality + number));
  }

  private static List<LabelledRow> rows(Path folder) throws Exception {
    Files.writeString(folder.resolve("study.yaml"), STUDY);
    Files.writeString(folder.resolve("site.yaml"), SITE);
    var files = StudyFiles.read(folder.resolve("study.yaml"), List.of(folder.resolve("site.yaml")));
    var feeds = List.of(new FeedFolder(FeedFolder.Kind.PACS, folder.resolve("pacs")));
    var out = new OutputFolder(folder.resolve("out"));
    IngestStage.run(files, feeds, out, StageProgress.SILENT);
    new RowsStage(files, out, StageProgress.SILENT).write(feeds, false);
    try (var reader = RowsReader.open(out.rowsParquet(), files.study());
        var read = reader.rows()) {
      return read.toList();
    }
  }

  private static Read read(Path folder, LabelledRow row) throws Exception {
    return new Read(
        tensor(folder, row, "chest_ct"),
        tensor(folder, row, "chest_volume"),
        reference(row, "chest_ct"));
  }

  private static String reference(LabelledRow row, String input) {
    if (row.row().cell(input)
        instanceof InputCell.Present(InputCell.Value.Reference(var reference), _, _, _, _)) {
      return reference;
    }
    throw new AssertionError(input + ": " + row.row().cell(input));
  }

  private static Tensor tensor(Path folder, LabelledRow row, String input) throws Exception {
    return NpyFormat.decode(
        Files.readAllBytes(folder.resolve("out").resolve(reference(row, input))));
  }

  private static WorkFolder hospital(int slices, int early, int... radiographs) throws Exception {
    var folder = WorkFolder.temporary();
    Path pacs = Files.createDirectories(folder.folder().root().resolve("pacs"));
    for (int at : radiographs) {
      write(pacs, "DX", at, at, 100);
    }
    for (int slice = 1; slice <= slices; slice++) {
      write(pacs, "CT", slice, slice <= early ? slice : 100 + slice, 20 + 10 * slice);
    }
    return folder;
  }

  @Property(tries = 4)
  void aRowOfTwoTimesEqualsTheRowMadeAloneAtThatTime(
      @ForAll @IntRange(min = 3, max = 12) int slices, @ForAll @IntRange(min = 2, max = 11) int cut)
      throws Exception {
    int early = Math.min(cut, slices);
    try (var togetherFolder = hospital(slices, early, 30, 200);
        var aloneFolder = hospital(slices, early, 200);
        var beforeFolder = hospital(early, early, 30)) {
      Path together = togetherFolder.folder().root();
      Path alone = aloneFolder.folder().root();
      Path before = beforeFolder.folder().root();
      var rows = rows(together);
      assertThat(rows).hasSize(2);
      var first = read(together, rows.getFirst());
      var second = read(together, rows.getLast());
      assertThat(second).isEqualTo(read(alone, rows(alone).getFirst()));
      assertThat(first).isEqualTo(read(before, rows(before).getFirst()));
      assertThat(first.reference().equals(second.reference())).isEqualTo(early == slices);
      assertThat(first.standard().equals(second.standard())).isEqualTo(early == slices);
    }
  }
}
