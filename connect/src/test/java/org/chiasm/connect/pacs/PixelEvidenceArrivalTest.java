package org.chiasm.connect.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.chiasm.AssigningAuthority;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.FactKind;
import org.chiasm.SourceItem;
import org.chiasm.SubjectId;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicom.SharedFiles;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.imaging.appearance.SliceAppearance;
import org.chiasm.record.Timeline;
import org.chiasm.row.InputCell;
import org.chiasm.row.PredictionCase;
import org.chiasm.row.RowAssembler;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.file.StudyFile;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where headers leave the kernel open, a row rests on what was measured in pixels: the same whether
 * a folder is read at once or instances arrive one by one, in any order.
 */
class PixelEvidenceArrivalTest {
  private static final String STUDY =
      """
      study: blank-headers
      question: Is the sharp series chosen by its pixels?
      concepts:
        icu_stay: {encounter_location: ICU}
      cohort:
        trigger: {input: lung_ct}
      prediction_time: trigger + 2h
      inputs:
        lung_ct:
          modality: image
          select: {dicom_modality: CT, plane: axial, kernel: lung, body_part: CHEST}
          window: "[-1h, 2h]"
        soft_ct:
          modality: image
          select: {dicom_modality: CT, plane: axial, kernel: soft}
          window: "[-1h, 2h]"
      outcome: {concept: icu_stay, risk_window: "(0h, 72h]"}
      split: {by: subject, seed: 7, train: 0.6, tuning: 0.2, held_out: 0.2}
      fusion: [late]
      """;

  private static final SiteDefinition SITE =
      new SiteDefinition(
          "test",
          ZoneId.of("Europe/Berlin"),
          Map.of("pacs", new AssigningAuthority("urn:test")),
          Map.of(FactKind.IMAGE, Duration.ofMinutes(5)),
          Map.of(),
          Map.of(),
          Map.of(),
          Duration.ofMinutes(10));

  private static final int[] BLANKED = {
    Tag.SERIES_DESCRIPTION,
    Tag.STUDY_DESCRIPTION,
    Tag.PROTOCOL_NAME,
    Tag.CONVOLUTION_KERNEL,
    Tag.BODY_PART_EXAMINED
  };

  private static StudyDefinition study() {
    if (StudyFile.read(STUDY, "study.yaml")
        instanceof Checked.Accepted<StudyDefinition>(var study, _)) {
      return study;
    }
    throw new AssertionError(StudyFile.read(STUDY, "study.yaml").toString());
  }

  /** The files with pixels, blanked; tells the kernels by series. */
  private static Map<String, String> blank(Path from, Path to) throws Exception {
    Map<String, String> kernels = new TreeMap<>();
    try (var walk = Files.walk(from)) {
      int count = 0;
      for (var path : walk.filter(Files::isRegularFile).sorted().toList()) {
        var read = DicomReader.standard().readHeader(path);
        kernels.put(
            read.dataset().string(Tag.SERIES_INSTANCE_UID).orElseThrow(),
            read.dataset().string(Tag.CONVOLUTION_KERNEL).orElseThrow());
        var builder = read.dataset().toBuilder();
        for (int tag : BLANKED) {
          builder.remove(tag);
        }
        DicomWriter.write(
            DicomFile.of(builder.build(), read.transferSyntax()), to.resolve("I" + count++));
      }
    }
    return kernels;
  }

  private static List<ClinicalEvent> facts(List<SourceItem> items) {
    return items.stream()
        .filter(SourceItem.Fact.class::isInstance)
        .map(item -> ((SourceItem.Fact) item).event())
        .toList();
  }

  private static String origin(InputCell cell) {
    assertThat(cell).isInstanceOf(InputCell.Present.class);
    return ((InputCell.Present) cell).origin();
  }

  @Test
  void theServedRowIsTheBatchRowWhereOnlyPixelsTellTheKernel(@TempDir Path folder)
      throws Exception {
    var kernels = blank(SharedFiles.path("dicom_chest_ct/pixels"), folder);
    var atOnce = new ArrayList<SourceItem>();
    new DicomFolderSource("pacs", folder, SITE).read(atOnce::add, ReadProgress.SILENT);
    var batch = facts(atOnce);
    assertThat(batch)
        .filteredOn(
            event ->
                !((ImageInstance) event.value()).attribute(SliceAppearance.ATTRIBUTE).isEmpty())
        .as("measured slices")
        .hasSizeGreaterThan(3)
        .hasSizeLessThan(batch.size());
    var arriving = new ArrayList<ClinicalEvent>();
    var instances = new InstanceFacts("pacs", SITE);
    var files = new ArrayList<Path>();
    try (var walk = Files.list(folder)) {
      walk.forEach(files::add);
    }
    Collections.shuffle(files, new Random(5));
    for (var file : files) {
      arriving.addAll(
          facts(
              instances.of(
                  DicomReader.standard().readHeader(file), file.getFileName().toString())));
    }
    var subject = new SubjectId(1);
    var timeline = new Timeline(subject, List.of());
    for (var event : arriving) {
      timeline = timeline.with(event);
    }
    var first = (EffectiveTime.At) batch.stream().sorted().findFirst().orElseThrow().effective();
    var opened = new PredictionCase("2.25.1", first.instant());
    var at = opened.triggerTime().plus(Duration.ofHours(2));
    var assembler = new RowAssembler(study(), SITE);
    var row = assembler.assemble(new Timeline(subject, batch), opened, at);
    assertThat(assembler.assemble(timeline, opened, at)).isEqualTo(row);
    assertThat(kernels.get(origin(row.cell("lung_ct")))).isEqualTo("B70f");
    assertThat(kernels.get(origin(row.cell("soft_ct")))).isEqualTo("B40f");
  }
}
