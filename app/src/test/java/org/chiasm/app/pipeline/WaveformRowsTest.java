package org.chiasm.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.chiasm.ClinicalEvent;
import org.chiasm.MissingReason;
import org.chiasm.NpyFormat;
import org.chiasm.SourceItem;
import org.chiasm.Tensor;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.cohort.Cohort;
import org.chiasm.cohort.CohortFunnel;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.pacs.InstanceFacts;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.connect.wfdb.WfdbWriter;
import org.chiasm.record.Timeline;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way an electrocardiogram comes, from the feed's folder to the tensor of its row. */
class WaveformRowsTest {
  private static final String STUDY =
      """
      study: any-electrocardiogram
      question: Does every electrocardiogram reach the row?
      concepts:
        icu_stay: {encounter_location: ICU}
      cohort:
        trigger: {input: ecg}
      prediction_time: trigger + 2h
      inputs:
        ecg:
          modality: waveform
          select: {leads: 12, duration: ">= 8 s"}
          window: "[-1h, 1h]"
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
        ecg: "urn:oid:1.2.3"
      assume_lag: {waveform: 5 min}
      """;

  private static final String UID = "2.25.77";
  private static final int STEP_MICROVOLTS = 5;

  @TempDir Path folder;

  private static int[][] steps() {
    var random = new Random(11);
    double[] sizes = {0.6, 1.0, 0.4, -0.8, 0.1, 0.7, -0.5, -0.9, 0.4, 1.3, 1.2, 0.9};
    var steps = new int[12][5000];
    for (int lead = 0; lead < 12; lead++) {
      for (int i = 0; i < 5000; i++) {
        double away = (i % 450 - 225) / 500.0;
        steps[lead][i] =
            (int)
                    Math.round(
                        sizes[lead]
                            * (200 * Math.exp(-Math.pow(away / 0.012, 2) / 2)
                                + 50 * Math.exp(-Math.pow((away - 0.25) / 0.05, 2) / 2)))
                + random.nextInt(3)
                - 1;
      }
    }
    return steps;
  }

  private static DicomDataset channel(String lead) {
    return DicomDataset.builder()
        .decimals(Tag.CHANNEL_SENSITIVITY, STEP_MICROVOLTS)
        .decimals(Tag.CHANNEL_SENSITIVITY_CORRECTION_FACTOR, 1)
        .decimals(Tag.CHANNEL_BASELINE, 0)
        .sequence(
            Tag.CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            DicomDataset.builder().string(Tag.CODE_VALUE, "uV").build())
        .sequence(
            Tag.CHANNEL_SOURCE_SEQUENCE,
            DicomDataset.builder().string(Tag.CODE_MEANING, "Lead " + lead).build())
        .build();
  }

  private static void writeDicom(Path file, int[][] steps) throws Exception {
    var data = ByteBuffer.allocate(12 * 5000 * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 5000; i++) {
      for (int[] lead : steps) {
        data.putShort((short) lead[i]);
      }
    }
    var group =
        DicomDataset.builder()
            .string(Tag.WAVEFORM_ORIGINALITY, "ORIGINAL")
            .integers(Tag.NUMBER_OF_WAVEFORM_CHANNELS, 12)
            .integers(Tag.NUMBER_OF_WAVEFORM_SAMPLES, 5000)
            .decimals(Tag.SAMPLING_FREQUENCY, 500)
            .sequence(
                Tag.CHANNEL_DEFINITION_SEQUENCE,
                LeadNames.STANDARD.stream()
                    .map(WaveformRowsTest::channel)
                    .toArray(DicomDataset[]::new))
            .integers(Tag.WAVEFORM_BITS_ALLOCATED, 16)
            .string(Tag.WAVEFORM_SAMPLE_INTERPRETATION, "SS")
            .bytes(Tag.WAVEFORM_DATA, Vr.OW, data.array())
            .build();
    Files.createDirectories(file.toAbsolutePath().getParent());
    DicomWriter.write(
        DicomFile.of(
            DicomDataset.builder()
                .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.9.1.1")
                .string(Tag.SOP_INSTANCE_UID, UID)
                .string(Tag.STUDY_INSTANCE_UID, "2.25.4")
                .string(Tag.SERIES_INSTANCE_UID, "2.25.3")
                .string(Tag.PATIENT_ID, "4711")
                .string(Tag.ACQUISITION_DATE_TIME, "20260701120000")
                .string(Tag.MODALITY, "ECG")
                .sequence(Tag.WAVEFORM_SEQUENCE, group)
                .build(),
            TransferSyntax.of("1.2.840.10008.1.2.1")),
        file);
  }

  private static void writeWfdb(Path root, int[][] steps) throws Exception {
    var microvolts = new float[12][5000];
    for (int lead = 0; lead < 12; lead++) {
      for (int i = 0; i < 5000; i++) {
        microvolts[lead][i] = STEP_MICROVOLTS * steps[lead][i];
      }
    }
    Files.createDirectories(root);
    WfdbWriter.write(
        root,
        "e1",
        EcgSignal.of(500, LeadNames.STANDARD, microvolts),
        Optional.of(LocalDateTime.of(2026, 7, 1, 12, 0)),
        List.of("Patient ID: 4711"));
  }

  private static void writeFhir(Path root, int[][] steps) throws Exception {
    var components = new ArrayList<String>();
    for (int lead = 0; lead < 12; lead++) {
      components.add(
          """
          {"code": {"coding": [{"code": "MDC_ECG_ELEC_POTL_%s"}]},
           "valueSampledData": {"origin": {"value": 0, "unit": "uV"}, "period": 2, "factor": %d,
             "dimensions": 1, "data": "%s"}}\
          """
              .formatted(
                  LeadNames.STANDARD.get(lead).toUpperCase(Locale.ROOT),
                  STEP_MICROVOLTS,
                  Arrays.stream(steps[lead])
                      .mapToObj(Integer::toString)
                      .collect(Collectors.joining(" "))));
    }
    Files.createDirectories(root);
    Files.writeString(
        root.resolve("all.ndjson"),
        "{\"resourceType\": \"Patient\", \"id\": \"p\"}\n"
            + """
            {"resourceType": "Observation", "id": "e1", "status": "final",
             "subject": {"reference": "Patient/p"},
             "code": {"coding": [{"system": "http://loinc.org", "code": "11524-6"}]},
             "effectiveDateTime": "2026-07-01T12:00:00+02:00", "component": [%s]}\
            """
                .formatted(String.join(",", components))
                .replace("\n", " "));
  }

  private StudyFiles files() throws Exception {
    Files.writeString(folder.resolve("study.yaml"), STUDY);
    Files.writeString(folder.resolve("site.yaml"), SITE);
    return StudyFiles.read(folder.resolve("study.yaml"), List.of(folder.resolve("site.yaml")));
  }

  private OutputFolder out(String name) {
    return new OutputFolder(folder.resolve(name));
  }

  private List<LabelledRow> rows(OutputFolder out, FeedFolder... feeds) throws Exception {
    var files = files();
    IngestStage.run(files, List.of(feeds), out, StageProgress.SILENT);
    return rowsAgain(out, feeds);
  }

  private List<LabelledRow> rowsAgain(OutputFolder out, FeedFolder... feeds) throws Exception {
    var files = files();
    new RowsStage(files, out, StageProgress.SILENT).write(List.of(feeds), false);
    try (var reader = RowsReader.open(out.rowsParquet(), files.study());
        var read = reader.rows()) {
      return read.toList();
    }
  }

  private FeedFolder feed(FeedFolder.Kind kind) {
    return new FeedFolder(kind, folder.resolve(kind.name()));
  }

  private static Tensor tensor(OutputFolder out, LabelledRow row) throws Exception {
    if (row.row().cell("ecg")
        instanceof InputCell.Present(InputCell.Value.Reference(var reference), _, _, _, _)) {
      return NpyFormat.decode(Files.readAllBytes(out.tensor(reference)));
    }
    throw new AssertionError(row.row().cell("ecg").toString());
  }

  private Timeline timeline(OutputFolder out) throws Exception {
    try (var record = RecordReader.open(out.record());
        var timelines = record.timelines()) {
      return timelines.iterator().next();
    }
  }

  @Test
  void aDicomElectrocardiogramGivesTheTensorThatWfdbGives() throws Exception {
    var pacs = feed(FeedFolder.Kind.PACS);
    var ecg = feed(FeedFolder.Kind.ECG);
    writeDicom(pacs.path().resolve("a/IM1"), steps());
    writeWfdb(ecg.path(), steps());

    var fromPacs = rows(out("pacs-out"), pacs);
    var fromEcg = rows(out("ecg-out"), ecg);

    assertThat(fromPacs).hasSize(1);
    assertThat(fromPacs.getFirst().row().predictionTime())
        .isEqualTo(fromEcg.getFirst().row().predictionTime());
    var tensor = tensor(out("pacs-out"), fromPacs.getFirst());
    assertThat(tensor.shape()).containsExactly(12, 2500);
    assertThat(tensor.values())
        .isEqualTo(tensor(out("ecg-out"), fromEcg.getFirst()).values())
        .isNotEqualTo(new float[12 * 2500]);
  }

  @Test
  void sampledDataOfTheRecordGivesTheTensorThatWfdbGives() throws Exception {
    var ehr = feed(FeedFolder.Kind.EHR);
    var ecg = feed(FeedFolder.Kind.ECG);
    writeFhir(ehr.path(), steps());
    writeWfdb(ecg.path(), steps());

    var fromEhr = rows(out("ehr-out"), ehr);
    var fromEcg = rows(out("ecg-out"), ecg);

    assertThat(((InputCell.Present) fromEhr.getFirst().row().cell("ecg")).origin())
        .isEqualTo("Observation/e1");
    assertThat(fromEhr.getFirst().row().predictionTime())
        .isEqualTo(fromEcg.getFirst().row().predictionTime());
    assertThat(tensor(out("ehr-out"), fromEhr.getFirst()).values())
        .isEqualTo(tensor(out("ecg-out"), fromEcg.getFirst()).values());
  }

  @Test
  void aPoorCopyInAnotherFeedDoesNotStandInTheWay() throws Exception {
    var pacs = feed(FeedFolder.Kind.PACS);
    var ecg = feed(FeedFolder.Kind.ECG);
    writeDicom(pacs.path().resolve("e1"), steps());
    writeWfdb(ecg.path(), new int[12][5000]);

    var both = rows(out("out"), pacs, ecg);

    assertThat(both).hasSize(1);
    assertThat(tensor(out("out"), both.getFirst()).values())
        .as("the flat WFDB record of the same name is poor and stays unused")
        .isNotEqualTo(new float[12 * 2500]);
    assertThat(((InputCell.Present) both.getFirst().row().cell("ecg")).origin()).isEqualTo(UID);
  }

  @Test
  void aRecordingThatArrivesAloneGivesTheRowAndTheBitsOfTheBatch() throws Exception {
    var pacs = feed(FeedFolder.Kind.PACS);
    writeDicom(pacs.path().resolve("a/IM1"), steps());
    var batch = rows(out("out"), pacs).getFirst();
    var files = files();

    var arriving = new ArrayList<ClinicalEvent>();
    for (var item :
        new InstanceFacts("pacs", files.site())
            .of(DicomReader.standard().readHeader(pacs.path().resolve("a/IM1")), "a/IM1")) {
      if (item instanceof SourceItem.Fact fact) {
        arriving.add(fact.event());
      }
    }
    var live = new TensorWriter(files.study(), List.of(pacs), out("live"));
    var timeline = new Timeline(timeline(out("out")).subject(), List.of());
    for (var event : arriving) {
      timeline = timeline.with(event);
    }
    var row =
        new Cohort(files.study(), files.site())
            .rows(timeline, live, new CohortFunnel(files.study().cohort()))
            .getFirst()
            .row();

    assertThat(row.triggerSource()).isEqualTo(batch.row().triggerSource());
    assertThat(row.predictionTime()).isEqualTo(batch.row().predictionTime());
    assertThat(row.decision()).isEqualTo(batch.row().decision());
    var cell = (InputCell.Present) row.cell("ecg");
    var reference = ((InputCell.Value.Reference) cell.value()).reference();
    assertThat(batch.row().cell("ecg"))
        .isEqualTo(
            new InputCell.Present(
                new InputCell.Value.Reference(OutputFolder.tensorReference(reference)),
                cell.ageHours(),
                cell.unit(),
                cell.origin(),
                cell.assumptions()));
    assertThat(Files.readAllBytes(onlyTensor("live")))
        .isEqualTo(Files.readAllBytes(onlyTensor("out")));
  }

  private Path onlyTensor(String out) throws Exception {
    try (var files = Files.list(folder.resolve(out).resolve("tensors"))) {
      return files.toList().getFirst();
    }
  }

  @Test
  void whatIsNoLongerThereOrNoLongerTheSameIsUnreadableInTheRow() throws Exception {
    var pacs = feed(FeedFolder.Kind.PACS);
    var file = pacs.path().resolve("IM1");
    writeDicom(file, steps());
    rows(out("out"), pacs);

    var other = DicomReader.standard().readHeader(file);
    DicomWriter.write(
        DicomFile.of(
            other.dataset().toBuilder().string(Tag.SOP_INSTANCE_UID, "2.25.78").build(),
            other.transferSyntax()),
        file);
    assertThat(rowsAgain(out("out"), pacs).getFirst().row().cell("ecg"))
        .isEqualTo(new InputCell.Missing(MissingReason.UNREADABLE));
    Files.delete(file);
    assertThat(rowsAgain(out("out"), pacs).getFirst().row().cell("ecg"))
        .isEqualTo(new InputCell.Missing(MissingReason.UNREADABLE));
    assertThat(rowsAgain(out("out")).getFirst().row().cell("ecg"))
        .isEqualTo(new InputCell.Missing(MissingReason.UNREADABLE));
    assertThat(Files.readString(out("out").summary())).contains("no --pacs folder given");
  }

  @Test
  void eightStoredLeadsAreTwelve() throws Exception {
    var ecg = feed(FeedFolder.Kind.ECG);
    writeWfdb(ecg.path(), steps());
    var twelve = tensor(out("out"), rows(out("out"), ecg).getFirst()).values();
    var kept = List.of(0, 1, 6, 7, 8, 9, 10, 11);
    var steps = steps();
    var eight = new float[8][5000];
    for (int lead = 0; lead < 8; lead++) {
      for (int i = 0; i < 5000; i++) {
        eight[lead][i] = STEP_MICROVOLTS * steps[kept.get(lead)][i];
      }
    }
    WfdbWriter.write(
        ecg.path(),
        "e1",
        EcgSignal.of(500, kept.stream().map(LeadNames.STANDARD::get).toList(), eight),
        Optional.of(LocalDateTime.of(2026, 7, 1, 12, 0)),
        List.of("Patient ID: 4711"));

    var values = tensor(out("eight"), rows(out("eight"), ecg).getFirst()).values();

    for (int lead : kept) {
      assertThat(Arrays.copyOfRange(values, lead * 2500, lead * 2500 + 2500))
          .isEqualTo(Arrays.copyOfRange(twelve, lead * 2500, lead * 2500 + 2500));
    }
    for (int i = 0; i < 2500; i += 100) {
      assertThat(values[2 * 2500 + i]).isCloseTo(values[2500 + i] - values[i], within(1e-6f));
    }
  }

  @Test
  void aFileWithTheSignalOfAnotherPatientIsUnreadableInTheRow() throws Exception {
    var ecg = feed(FeedFolder.Kind.ECG);
    writeWfdb(ecg.path(), steps());
    rows(out("out"), ecg);

    var others = steps();
    others[7][3000]++;
    writeWfdb(ecg.path(), others);

    assertThat(rowsAgain(out("out"), ecg).getFirst().row().cell("ecg"))
        .isEqualTo(new InputCell.Missing(MissingReason.UNREADABLE));
    assertThat(Files.readString(out("out").summary())).contains("has changed since");
  }

  @Test
  void theRealDicomElectrocardiogramReachesItsRow() throws Exception {
    var real =
        Path.of(System.getProperty("chiasm.shared", "../../shared"))
            .resolve("data/ecg/dicom/marcodebe/sample_files");
    assumeThat(real).as("shared data, absent here: test skipped").isDirectory();
    var pacs = new FeedFolder(FeedFolder.Kind.PACS, real);

    var rows = rows(out("out"), pacs);

    assertThat(rows).hasSize(1);
    var tensor = tensor(out("out"), rows.getFirst());
    for (int lead = 0; lead < 12; lead++) {
      float most = 0;
      for (int i = 0; i < 2500; i++) {
        most = Math.max(most, Math.abs(tensor.values()[lead * 2500 + i]));
      }
      assertThat(most).as("millivolts of %s", LeadNames.STANDARD.get(lead)).isBetween(0.05f, 5f);
    }
  }
}
