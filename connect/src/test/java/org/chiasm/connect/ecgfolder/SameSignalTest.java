package org.chiasm.connect.ecgfolder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.Source;
import org.chiasm.connect.fhir.FhirFolderSource;
import org.chiasm.connect.fhir.FhirSignals;
import org.chiasm.connect.pacs.DicomFolderSource;
import org.chiasm.connect.pacs.InstanceAttributes;
import org.chiasm.study.SiteDefinition;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.EcgTensor;

/** One signal gives the same fact and the same tensor, whichever format and feed brings it. */
class SameSignalTest {
  private static final SiteDefinition SITE =
      new SiteDefinition(
          "test",
          ZoneId.of("Europe/Berlin"),
          Map.of(),
          Map.of(FactKind.WAVEFORM, Duration.ofMinutes(5)),
          Map.of(),
          Map.of(),
          Map.of(),
          Duration.ZERO);

  private record Brought(ClinicalEvent event, EcgSignal again) {
    EventValue.Waveform recording() {
      return (EventValue.Waveform) event.value();
    }

    /** What is measured on the signal, without what only one format states. */
    SortedMap<String, String> measured() {
      var measured = new TreeMap<String, String>();
      recording()
          .attributes()
          .forEach(
              (name, value) -> {
                if (Character.isLowerCase(name.charAt(0)) && !name.equals("checksum")) {
                  measured.put(name, value);
                }
              });
      return measured;
    }
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF, seed = "20261126")
  void theSameSignalIsTheSameFactAndTensorFromEveryFeed(@ForAll @LongRange(max = 1000) long seed)
      throws Exception {
    var steps = EcgExample.steps(seed);
    var brought = brought(steps);
    var first = requireNonNull(brought.get("wfdb"));

    assertThat(brought).hasSize(8);
    assertThat(first.measured()).containsKeys("quality", "heart_rate_bpm", "qrs_ms", "qt_ms");
    brought.forEach(
        (format, each) -> {
          assertThat(each.event().effective())
              .as(format)
              .isEqualTo(EffectiveTime.at(Instant.parse("2026-07-01T10:00:00Z")));
          assertThat(each.event().available())
              .as(format)
              .isEqualTo(AvailableTime.assumed(Instant.parse("2026-07-01T10:05:10Z")));
          assertThat(each.recording().leads()).as(format).isEqualTo(first.recording().leads());
          assertThat(each.recording().samplingFrequencyHz()).as(format).isEqualTo(500);
          assertThat(each.recording().durationSeconds()).as(format).isEqualTo(10);
          assertThat(each.measured()).as(format).isEqualTo(first.measured());
          assertThat(each.event().code().all().map(code -> code.meds()))
              .as(format)
              .contains("LOINC//11524-6");
          assertThat(EcgTensor.of(each.again()).signal().values())
              .as(format)
              .isEqualTo(EcgTensor.of(first.again()).signal().values());
          for (int lead = 0; lead < 12; lead++) {
            assertThat(each.again().microvolts(lead))
                .as(format)
                .isEqualTo(EcgExample.microvolts(steps[lead]));
          }
        });
  }

  private static Map<String, Brought> brought(int[][] steps) throws Exception {
    Path folder = Files.createTempDirectory("same");
    try {
      var all = new LinkedHashMap<String, Brought>();
      String plus = "4711 F 08-MAY-1953 Zoe_Zebra";
      String began = "Startdate 01-JUL-2026 X X X";
      EcgExample.wfdb(Files.createDirectory(folder.resolve("wfdb")), "e1", steps);
      write(folder, "aecg/e1.dat", EcgExample.aecg(steps).getBytes(StandardCharsets.UTF_8));
      write(folder, "scp/e1.bin", EcgExample.scp(steps));
      write(folder, "edf/e1", EcgExample.edf(steps, 2, plus, began, "01.07.26"));
      write(folder, "bdf/e1", EcgExample.edf(steps, 3, plus, began, "01.07.26"));
      EcgExample.dicom(folder.resolve("dicom/e1"), steps);
      write(folder, "fhir/e1.ndjson", EcgExample.fhir(steps).getBytes(StandardCharsets.UTF_8));
      for (String format : new String[] {"wfdb", "aecg", "scp", "edf", "bdf", "dicom"}) {
        Path root = folder.resolve(format);
        var event = only(new EcgFolderSource("ecg", root, SITE));
        all.put(format, new Brought(event, again(root, event)));
      }
      Path pacs = folder.resolve("dicom");
      var event = only(new DicomFolderSource("pacs", pacs, SITE));
      all.put("pacs", new Brought(event, again(pacs, event)));
      Path ehr = folder.resolve("fhir");
      var observation = only(new FhirFolderSource("ehr", ehr, SITE));
      all.put(
          "fhir",
          new Brought(
              observation,
              FhirSignals.beginning(
                  ehr,
                  ((EventValue.Waveform) observation.value()).reference(),
                  observation.origin().reference())));
      return all;
    } finally {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static EcgSignal again(Path root, ClinicalEvent event) throws Exception {
    var recording = (EventValue.Waveform) event.value();
    return EcgFolderSignals.beginning(
        root,
        recording.reference(),
        recording.attributes().getOrDefault(InstanceAttributes.FILE_ID, ""));
  }

  private static void write(Path folder, String name, byte[] content) throws Exception {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.write(folder.resolve(name), content);
  }

  private static ClinicalEvent only(Source source) throws Exception {
    var facts = new ArrayList<ClinicalEvent>();
    source.read(
        item -> {
          switch (item) {
            case SourceItem.Fact fact -> facts.add(fact.event());
            case SourceItem.SetAside(var issue) -> throw new AssertionError(issue);
            case SourceItem.Registration _ -> {}
          }
        },
        ReadProgress.SILENT);
    assertThat(facts).hasSize(1);
    return facts.getFirst();
  }
}
