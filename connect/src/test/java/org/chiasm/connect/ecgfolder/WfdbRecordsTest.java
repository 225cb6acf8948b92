package org.chiasm.connect.ecgfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.AssigningAuthority;
import org.chiasm.AvailableTime;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.Sex;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.dicom.SharedFiles;
import org.chiasm.connect.wfdb.EcgReading;
import org.chiasm.connect.wfdb.WfdbSignals;
import org.chiasm.connect.wfdb.WfdbWriter;
import org.chiasm.study.SiteDefinition;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WFDB records of a folder. */
class WfdbRecordsTest {
  private static final Optional<LocalDateTime> START =
      Optional.of(LocalDateTime.of(2026, 7, 1, 12, 0));
  private static final List<String> COMMENTS =
      List.of("Patient ID: 4711", "Issuer of Patient ID: MHH", "Sex: Female");

  @TempDir Path root;

  @Test
  void aRecordBecomesAFactOnBothClocksAndARegistration() throws Exception {
    Files.createDirectories(root.resolve("a/b"));
    WfdbWriter.write(root.resolve("a/b"), "e1", beating(), START, COMMENTS);

    var items = read(site("Europe/Berlin", Duration.ofMinutes(5)));

    assertThat(items).hasSize(2);
    var registration = (SourceItem.Registration) items.get(0);
    assertThat(registration.demographics().sex()).isEqualTo(Sex.FEMALE);
    var fact = (SourceItem.Fact) items.get(1);
    assertThat(fact.patient().authority()).isEqualTo(new AssigningAuthority("urn:oid:1.2.3"));
    assertThat(fact.patient().value()).isEqualTo("4711");
    var event = fact.event();
    assertThat(event.key()).isEqualTo("ecg:a/b/e1");
    assertThat(event.kind()).isEqualTo(FactKind.WAVEFORM);
    assertThat(event.code().primary().meds()).isEqualTo("LOINC//11524-6");
    assertThat(event.effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2026-07-01T10:00:00Z")));
    assertThat(event.available())
        .isEqualTo(AvailableTime.assumed(Instant.parse("2026-07-01T10:05:10Z")));
    var waveform = (EventValue.Waveform) event.value();
    assertThat(waveform.reference()).isEqualTo("a/b/e1");
    assertThat(waveform.samplingFrequencyHz()).isEqualTo(500);
    assertThat(waveform.durationSeconds()).isEqualTo(10);
    assertThat(waveform.leads().split("\\\\")).containsExactlyElementsOf(LeadNames.STANDARD);
    assertThat(waveform.attributes())
        .containsEntry("quality", "good")
        .containsEntry("quality_reasons", "")
        .containsEntry("checksum", "verified")
        .containsEntry("unit", "uV");
    assertThat(Double.parseDouble(waveform.attributes().getOrDefault("heart_rate_bpm", "")))
        .isCloseTo(60, within(0.5));
    assertThat(WfdbSignals.read(root, waveform.reference())).isInstanceOf(EcgReading.Read.class);
  }

  @Test
  void whatIsMissingIsSaidWithWhatToDo() throws Exception {
    WfdbWriter.write(root, "nobody", beating(), START, List.of("Sex: Male"));
    WfdbWriter.write(root, "timeless", beating(), Optional.empty(), COMMENTS);
    WfdbWriter.write(root, "whole", beating(), START, COMMENTS);

    assertThat(kinds(read(site("Europe/Berlin", Duration.ZERO))))
        .containsExactly(
            "NO_PATIENT nobody.hea", "NO_EFFECTIVE_TIME timeless.hea", "registered", "whole");
    assertThat(issues(read(SiteDefinition.undeclared())))
        .anySatisfy(issue -> assertThat(issue.detail()).contains("time_zone"));
    assertThat(issues(read(lagless())))
        .anySatisfy(
            issue -> {
              assertThat(issue.kind()).isEqualTo(DataIssue.Kind.NO_AVAILABLE_TIME);
              assertThat(issue.detail()).contains("assume_lag");
            });
  }

  @Test
  void noIdentifierReachesAMessage() throws Exception {
    WfdbWriter.write(root, "r", beating(), START, COMMENTS);
    Files.writeString(root.resolve("bad.hea"), "r 1 x\n# Patient ID: 4711\n");

    for (var item : read(site("Europe/Berlin", Duration.ZERO))) {
      assertThat(item.toString()).doesNotContain("4711");
    }
  }

  @Test
  void aDamagedCopyIsAPoorFactThatNobodyCanRead() throws Exception {
    WfdbWriter.write(root, "r", beating(), START, COMMENTS);
    byte[] data = Files.readAllBytes(root.resolve("r.dat"));
    data[777] ^= 0x10;
    Files.write(root.resolve("r.dat"), data);

    var items = read(site("Europe/Berlin", Duration.ZERO));

    var waveform = (EventValue.Waveform) ((SourceItem.Fact) items.get(1)).event().value();
    assertThat(waveform.attributes())
        .containsEntry("checksum", "mismatch")
        .containsEntry("quality", "poor")
        .doesNotContainKey("heart_rate_bpm");
    assertThat(WfdbSignals.read(root, "r"))
        .isInstanceOfSatisfying(
            EcgReading.Refused.class,
            refused -> assertThat(refused.kind()).isEqualTo(DataIssue.Kind.UNREADABLE));
  }

  @Test
  void aCutOrAbsentSignalFileIsSetAsideAndTheOthersAreRead() throws Exception {
    for (String name : List.of("cut", "gone", "whole")) {
      WfdbWriter.write(root, name, beating(), START, COMMENTS);
    }
    byte[] data = Files.readAllBytes(root.resolve("cut.dat"));
    Files.write(root.resolve("cut.dat"), Arrays.copyOf(data, data.length - 1));
    Files.delete(root.resolve("gone.dat"));

    assertThat(kinds(read(site("Europe/Berlin", Duration.ZERO))))
        .containsExactly("TRUNCATED cut.hea", "UNREADABLE gone.hea", "registered", "whole");
  }

  @Test
  void checksumsThatAreAllZeroWereNotComputed() throws Exception {
    WfdbWriter.write(root, "r", beating(), START, COMMENTS);
    String header = Files.readString(root.resolve("r.hea"));
    Files.writeString(
        root.resolve("r.hea"), header.replaceAll("(16 0 -?\\d+) -?\\d+ 0 ", "$1 0 0 "));

    var items = read(site("Europe/Berlin", Duration.ZERO));

    var waveform = (EventValue.Waveform) ((SourceItem.Fact) items.get(1)).event().value();
    assertThat(waveform.attributes())
        .containsEntry("checksum", "not_stated")
        .containsEntry("quality", "good");
  }

  @Test
  void segmentsAreNoRecordsOfTheirOwn() throws Exception {
    WfdbWriter.write(root, "m_1", beating(), Optional.empty(), List.of());
    WfdbWriter.write(root, "m_2", beating(), Optional.empty(), List.of());
    Files.writeString(
        root.resolve("m.hea"),
        """
        m/3 12 500 12500 12:00:00 01/07/2026
        m_1 5000
        ~ 2500
        m_2 5000
        # Patient ID: 4711
        """);

    var items = read(site("Europe/Berlin", Duration.ZERO));

    assertThat(kinds(items)).containsExactly("m");
    var waveform = (EventValue.Waveform) ((SourceItem.Fact) items.getFirst()).event().value();
    assertThat(waveform.durationSeconds()).isEqualTo(25);
    assertThat(waveform.attributes().getOrDefault("quality_reasons", "")).contains("V1: GAPS");
  }

  @Test
  void aVariableLayoutPutsEachSegmentIntoTheLeadsOfItsNames() throws Exception {
    var one = EcgSignal.of(500, List.of("II"), new float[][] {{1, 2, 3}});
    var other = EcgSignal.of(500, List.of("V1", "II"), new float[][] {{8, 7}, {5, 4}});
    WfdbWriter.write(root, "m_1", one, Optional.empty(), List.of());
    WfdbWriter.write(root, "m_2", other, Optional.empty(), List.of());
    Files.writeString(
        root.resolve("m_0.hea"),
        "m_0 2 500 0\n~ 0 1000/mV 16 0 0 0 0 V1\n~ 0 9/mV 16 0 0 0 0 II\n");
    Files.writeString(root.resolve("m.hea"), "m/4 2 500 6\nm_0 0\nm_1 3\n~ 1\nm_2 2\n");

    var signal = ((EcgReading.Read) WfdbSignals.read(root, "m")).signal();

    float gap = Float.NaN;
    assertThat(signal.leads()).containsExactly("II", "V1");
    assertThat(signal.microvolts(0)).containsExactly(1, 2, 3, gap, 5, 4);
    assertThat(signal.microvolts(1)).containsExactly(gap, gap, gap, gap, 8, 7);
  }

  @Test
  void theOrderOfTheFilesDoesNotMatter() throws Exception {
    var site = site("Europe/Berlin", Duration.ZERO);
    for (String name : List.of("c", "a", "b")) {
      WfdbWriter.write(root, name, beating(), START, COMMENTS);
    }
    var first = read(site);
    for (String name : List.of("a", "c", "b")) {
      Files.delete(root.resolve(name + ".hea"));
      WfdbWriter.write(root, name, beating(), START, COMMENTS);
    }

    assertThat(kinds(read(site))).isEqualTo(kinds(first));
    assertThat(kinds(first))
        .containsExactly("registered", "a", "registered", "b", "registered", "c");
  }

  @Test
  void aFeedThatIsNotOneFailsAsAWhole() {
    assertThatThrownBy(() -> read(SiteDefinition.undeclared()))
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("holds no electrocardiogram");
    assertThatThrownBy(
            () ->
                new EcgFolderSource("ecg", root.resolve("no"), SiteDefinition.undeclared())
                    .read(item -> {}, ReadProgress.SILENT))
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("not a folder");
  }

  @Test
  void everyPublicRecordIsCounted() throws Exception {
    Path shared = SharedFiles.path("ecg/wfdb");
    var items = new ArrayList<SourceItem>();
    new EcgFolderSource("ecg", shared, SiteDefinition.undeclared())
        .read(items::add, ReadProgress.SILENT);

    var segments = new HashSet<Path>();
    var headers = SharedFiles.below("ecg/wfdb").stream().filter(WfdbRecordsTest::isHeader).toList();
    for (Path header : headers) {
      for (String line : Files.readAllLines(header, StandardCharsets.ISO_8859_1)) {
        if (line.matches("\\S+ \\d+\\s*")) {
          segments.add(header.resolveSibling(line.substring(0, line.indexOf(' ')) + ".hea"));
        }
      }
    }
    long withoutSegments = headers.stream().filter(header -> !segments.contains(header)).count();
    assertThat(items).allMatch(SourceItem.SetAside.class::isInstance);
    assertThat(issues(items).stream().filter(issue -> issue.position().endsWith(".hea")))
        .hasSize((int) withoutSegments);
    assertThat(issues(items))
        .as("an EDF file of sleep stages")
        .anySatisfy(issue -> assertThat(issue.position()).endsWith(".edf"));
  }

  private static boolean isHeader(Path file) {
    return file.toString().endsWith(".hea");
  }

  private List<SourceItem> read(SiteDefinition site) throws SourceFailedException {
    var items = new ArrayList<SourceItem>();
    new EcgFolderSource("ecg", root, site).read(items::add, ReadProgress.SILENT);
    return items;
  }

  private static List<String> kinds(List<SourceItem> items) {
    return items.stream()
        .map(
            item ->
                switch (item) {
                  case SourceItem.SetAside(var issue) -> issue.kind() + " " + issue.position();
                  case SourceItem.Registration _ -> "registered";
                  case SourceItem.Fact fact -> fact.event().origin().reference();
                })
        .toList();
  }

  private static List<DataIssue> issues(List<SourceItem> items) {
    return items.stream()
        .filter(SourceItem.SetAside.class::isInstance)
        .map(item -> ((SourceItem.SetAside) item).issue())
        .toList();
  }

  private static SiteDefinition site(String zone, Duration lag) {
    return new SiteDefinition(
        "test",
        ZoneId.of(zone),
        Map.of("MHH", new AssigningAuthority("1.2.3")),
        Map.of(FactKind.WAVEFORM, lag),
        Map.of(),
        Map.of(),
        Map.of(),
        Duration.ZERO);
  }

  private static SiteDefinition lagless() {
    return new SiteDefinition(
        "test", ZoneId.of("UTC"), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Duration.ZERO);
  }

  private static EcgSignal beating() {
    double[] sizes = {0.6, 1.0, 0.4, -0.8, 0.1, 0.7, -0.5, -0.9, 0.4, 1.3, 1.2, 0.9};
    var samples = new float[12][5000];
    for (int lead = 0; lead < 12; lead++) {
      for (int i = 0; i < 5000; i++) {
        double away = (i % 500 - 250) / 500.0;
        samples[lead][i] =
            (float)
                (sizes[lead]
                    * (1000 * Math.exp(-Math.pow(away / 0.012, 2) / 2)
                        + 250 * Math.exp(-Math.pow((away - 0.25) / 0.05, 2) / 2)));
      }
    }
    return EcgSignal.of(500, LeadNames.STANDARD, samples);
  }
}
