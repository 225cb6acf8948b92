package org.chiasm.connect.ecgfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chiasm.AssigningAuthority;
import org.chiasm.ClinicalEvent;
import org.chiasm.DataIssue;
import org.chiasm.Demographics;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.Sex;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.scp.ScpWriter;
import org.chiasm.study.SiteDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder of every format: whose a recording is, of when, and what is set aside and why. */
class EcgFolderSourceTest {
  private static final SiteDefinition SITE = site(ZoneId.of("Europe/Berlin"));
  private static final int[][] STEPS = EcgExample.steps(3);
  private static final String PLUS = "4711 F 08-MAY-1953 Zoe_Zebra";
  private static final String BEGAN = "Startdate 01-JUL-2026 X X X";
  private static final Instant NOON = Instant.parse("2026-07-01T10:00:00Z");

  @TempDir Path root;

  private static SiteDefinition site(ZoneId zone) {
    return new SiteDefinition(
        "test",
        zone,
        Map.of(
            "ecg",
            new AssigningAuthority("urn:oid:1.2.3"),
            "urn:oid:2.16.840.1.113883.3.4",
            new AssigningAuthority("urn:trial")),
        Map.of(FactKind.WAVEFORM, Duration.ofMinutes(5)),
        Map.of(),
        Map.of(),
        Map.of(),
        Duration.ZERO);
  }

  private void write(String name, byte[] content) throws Exception {
    Files.createDirectories(root.resolve(name).getParent());
    Files.write(root.resolve(name), content);
  }

  private void write(String name, String content) throws Exception {
    write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private List<SourceItem> read() throws SourceFailedException {
    var items = new ArrayList<SourceItem>();
    new EcgFolderSource("ecg", root, SITE).read(items::add, ReadProgress.SILENT);
    return items;
  }

  private static List<String> words(List<SourceItem> items) {
    return items.stream()
        .filter(item -> !(item instanceof SourceItem.Registration))
        .map(
            item ->
                item instanceof SourceItem.SetAside(var issue)
                    ? issue.kind() + " " + issue.position()
                    : ((SourceItem.Fact) item).event().key())
        .toList();
  }

  private SourceItem.Fact onlyFact() throws SourceFailedException {
    var facts = read().stream().filter(SourceItem.Fact.class::isInstance).toList();
    assertThat(facts).hasSize(1);
    return (SourceItem.Fact) facts.getFirst();
  }

  private Demographics onlyPerson() throws SourceFailedException {
    return read().stream()
        .filter(SourceItem.Registration.class::isInstance)
        .map(item -> ((SourceItem.Registration) item).demographics())
        .findFirst()
        .orElseThrow();
  }

  private static Instant effective(ClinicalEvent event) {
    return ((EffectiveTime.At) event.effective()).instant();
  }

  private DataIssue onlyIssue() throws SourceFailedException {
    var items = read();
    assertThat(items).hasSize(1);
    return ((SourceItem.SetAside) items.getFirst()).issue();
  }

  @Test
  void everyFileIsARecordingAPartOfOneOrSetAside() throws Exception {
    EcgExample.wfdb(root, "a", STEPS);
    write("a.atr", new byte[] {0, 0});
    write("a.xml", EcgExample.aecg(STEPS));
    write("b/RECORDS", "a\n");
    write("b/page.xml", "<restingecgdata/>");
    write("b/x", EcgExample.scp(STEPS));
    write("c.json", EcgExample.fhir(STEPS).lines().toList().getLast());
    write("d", EcgExample.edf(STEPS, 2, PLUS, BEGAN, "01.07.26"));
    write("e.bdf", EcgExample.edf(STEPS, 3, PLUS, BEGAN, "01.07.26"));
    EcgExample.dicom(root.resolve("f"), STEPS);
    write("g", new byte[0]);

    assertThat(words(read()))
        .containsExactly(
            "ecg:a",
            "ecg:a.xml",
            "UNSUPPORTED b/RECORDS",
            "UNSUPPORTED b/page.xml",
            "ecg:b/x",
            "UNSUPPORTED c.json",
            "ecg:d",
            "ecg:e.bdf",
            "ecg:" + EcgExample.UID,
            "UNSUPPORTED g");
  }

  @Test
  void aFolderFailsOnlyWhereThereIsNoElectrocardiogramAtAll() throws Exception {
    write("notes.txt", "nothing");
    write("patients.json", "{\"resourceType\": \"Patient\"}");
    assertThatThrownBy(this::read)
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("SCP-ECG");
    write("one.xml", EcgExample.aecg(STEPS));
    assertThat(words(read()))
        .containsExactly("UNSUPPORTED notes.txt", "ecg:one.xml", "UNSUPPORTED patients.json");
  }

  @Test
  void anAnnotatedEcgNamesItsSubjectAndItsBeginning() throws Exception {
    write("one.xml", EcgExample.aecg(STEPS));

    var fact = onlyFact();
    assertThat(fact.patient().authority()).isEqualTo(new AssigningAuthority("urn:trial"));
    assertThat(fact.patient().value()).isEqualTo("4711");
    assertThat(effective(fact.event())).isEqualTo(NOON);
    assertThat(onlyPerson().familyName()).isEqualTo("Zebra");
    assertThat(onlyPerson().givenName()).isEqualTo("Zoe");
    assertThat(onlyPerson().sex()).isEqualTo(Sex.FEMALE);
    assertThat(onlyPerson().birthDate()).contains(LocalDate.of(1953, 5, 8));
  }

  @Test
  void ofAnAnnotatedEcgTheTimeNearestToTheSamplesCounts() throws Exception {
    String absolute = "20260701120000.000+0200";
    write("one.xml", EcgExample.aecg(STEPS).replace(absolute, "20260701123000.500-0100"));
    assertThat(effective(onlyFact().event())).isEqualTo(Instant.parse("2026-07-01T13:30:00.500Z"));
    var relative = EcgExample.aecg(STEPS).replace("TIME_ABSOLUTE", "TIME_RELATIVE");
    write("one.xml", relative.replace(absolute, "0"));
    assertThat(effective(onlyFact().event())).isEqualTo(NOON);
    write(
        "one.xml",
        relative.replace("<effectiveTime><low value=\"20260701120000\"/></effectiveTime>", ""));
    assertThat(effective(onlyFact().event())).isEqualTo(NOON.minusSeconds(60));
    write("one.xml", relative.replaceAll("<effectiveTime>.*</effectiveTime>", ""));
    assertThat(onlyIssue().kind()).isEqualTo(DataIssue.Kind.NO_EFFECTIVE_TIME);
  }

  @Test
  void anIdentifierIsThatOfTheSubjectAndOfNothingElse() throws Exception {
    String id = "<id root=\"2.16.840.1.113883.3.4\" extension=\"4711\"/>";
    write("one.xml", EcgExample.aecg(STEPS).replace(id, ""));
    assertThat(onlyIssue().kind()).isEqualTo(DataIssue.Kind.NO_PATIENT);
    write("one.xml", EcgExample.aecg(STEPS).replace(id, "<id root=\"6ff1-22\"/>"));
    assertThat(onlyFact().patient().value()).isEqualTo("6ff1-22");
    assertThat(onlyFact().patient().authority()).isEqualTo(new AssigningAuthority("urn:oid:1.2.3"));
  }

  @Test
  void scpNamesItsPatientInSectionOne() throws Exception {
    write("x", EcgExample.scp(STEPS));

    assertThat(onlyFact().patient().value()).isEqualTo("4711");
    assertThat(onlyFact().patient().authority()).isEqualTo(new AssigningAuthority("urn:oid:1.2.3"));
    assertThat(effective(onlyFact().event())).isEqualTo(NOON);
    assertThat(onlyPerson().familyName()).isEqualTo("Zebra");
    assertThat(onlyPerson().sex()).isEqualTo(Sex.FEMALE);
    assertThat(onlyPerson().birthDate()).contains(LocalDate.of(1953, 5, 8));
    assertThat(((EventValue.Waveform) onlyFact().event().value()).attributes())
        .containsEntry("checksum", "verified");
  }

  @Test
  void scpMayStateItsZone() throws Exception {
    write(
        "x",
        scp(EcgExample.scpNoon(), ScpWriter.tag(34, (byte) -90, (byte) -1, (byte) 0, (byte) 0)));
    assertThat(effective(onlyFact().event())).isEqualTo(Instant.parse("2026-07-01T13:30:00Z"));
    write(
        "x",
        scp(EcgExample.scpNoon(), ScpWriter.tag(34, (byte) -1, (byte) 0x7f, (byte) 0, (byte) 0)));
    assertThat(effective(onlyFact().event())).isEqualTo(NOON);
  }

  private static byte[] scp(byte[]... tags) {
    var all = new ArrayList<byte[]>(List.of(EcgExample.scpText(2, "4711")));
    all.addAll(List.of(tags));
    return EcgExample.scp(STEPS, EcgExample.scpSubject(all.toArray(byte[][]::new)));
  }

  @Test
  void scpWithoutIdentifierDateOrSectionIsSetAside() throws Exception {
    write("x", EcgExample.scp(STEPS, EcgExample.scpSubject(EcgExample.scpNoon())));
    assertThat(onlyIssue().kind()).isEqualTo(DataIssue.Kind.NO_PATIENT);
    write("x", EcgExample.scp(STEPS, new byte[0]));
    assertThat(onlyIssue().kind()).isEqualTo(DataIssue.Kind.NO_PATIENT);
    write("x", scp(ScpWriter.tag(25, (byte) 0xea, (byte) 7, (byte) 2, (byte) 30)));
    assertThat(onlyIssue().kind()).isEqualTo(DataIssue.Kind.NO_EFFECTIVE_TIME);
    write("x", EcgExample.scp(STEPS, new byte[] {2, 90, 0, '4'}));
    assertThat(onlyIssue().kind()).isEqualTo(DataIssue.Kind.TRUNCATED);
  }

  @Test
  void aNameInAnAlphabetThatIsNotReadIsNoName() throws Exception {
    var device = new byte[20];
    device[16] = 0x0f;
    byte[] name = EcgExample.scpText(0, "\u00e4\u00f6");
    write(
        "x",
        scp(EcgExample.scpNoon(), ScpWriter.tag(8, (byte) 1), name, ScpWriter.tag(14, device)));
    assertThat(onlyPerson().familyName()).isEmpty();
    device[16] = 0x13;
    write("x", scp(EcgExample.scpNoon(), name, ScpWriter.tag(14, device)));
    assertThat(onlyPerson().familyName()).isEqualTo("\u0444\u0456");
    write("x", scp(EcgExample.scpNoon(), name));
    assertThat(onlyPerson().familyName()).isEqualTo("\u00e4\u00f6");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "4711 F 08-MAY-1953 Zoe_Zebra|Startdate 01-JUL-2026 X X X|01.07.26|-",
        "4711 X X X|Startdate 01-JUL-2026 X X X|01.01.85|-",
        "4711 M X X more words|anything|01.07.26|-",
        "4711 X 8-may-1953 X|Startdate 1-Jul-2026|xx.xx.xx|-",
        "X F 08-MAY-1953 Zoe_Zebra|Startdate 01-JUL-2026 X X X|01.07.26|NO_PATIENT",
        "Zoe Zebra, 4711|Startdate 01-JUL-2026 X X X|01.07.26|NO_PATIENT",
        "4711|Startdate 01-JUL-2026 X X X|01.07.26|NO_PATIENT",
        "4711 F 1953-05-08 Zebra|Startdate 01-JUL-2026 X X X|01.07.26|NO_PATIENT",
        "4711 F X X|Startdate X X X X|01.07.26|NO_EFFECTIVE_TIME",
        "4711 F X X|Startdate 31-JUN-2026 X X X|01.07.26|NO_EFFECTIVE_TIME",
        "4711 F X X|words|31.06.26|NO_EFFECTIVE_TIME",
        "4711 F X X|words|01.13.26|NO_EFFECTIVE_TIME",
      })
  void edfIsWhoseAndOfWhenItsFieldsSayAndNothingIsGuessed(
      String patient, String recording, String date, DataIssue.@Nullable Kind problem)
      throws Exception {
    for (int width : new int[] {2, 3}) {
      write("x", EcgExample.edf(STEPS, width, patient, recording, date));
      if (problem != null) {
        assertThat(onlyIssue().kind()).isEqualTo(problem);
      } else {
        assertThat(onlyFact().patient().value()).isEqualTo("4711");
        assertThat(effective(onlyFact().event())).isEqualTo(NOON);
      }
    }
  }

  @Test
  void aYearOfTwoDigitsBefore85IsOfThisCentury() throws Exception {
    write("x", EcgExample.edf(STEPS, 2, PLUS, "", "01.07.84"));
    assertThat(effective(onlyFact().event())).isEqualTo(Instant.parse("2084-07-01T10:00:00Z"));
    write("x", EcgExample.edf(STEPS, 2, PLUS, "", "01.07.85"));
    assertThat(effective(onlyFact().event())).isEqualTo(Instant.parse("1985-07-01T10:00:00Z"));
  }

  @Test
  void anEdfFileThatEndsBeforeItsRecordsIsSetAside() throws Exception {
    var whole = EcgExample.edf(STEPS, 2, PLUS, BEGAN, "01.07.26");
    write("x", Arrays.copyOf(whole, whole.length - 1));
    assertThat(onlyIssue().kind()).isEqualTo(DataIssue.Kind.TRUNCATED);
  }

  @Test
  void whatIsGoneOrLeadsOutOfTheFolderIsRefused() throws Exception {
    write("in/one.xml", EcgExample.aecg(STEPS));
    write("out.xml", EcgExample.aecg(STEPS));
    Path in = root.resolve("in");
    assertThat(EcgFolderSignals.beginning(in, "one.xml", "").leadCount()).isEqualTo(12);
    for (String reference : List.of("two.xml", "../out.xml", "urn:oid:1.2.3", "")) {
      assertThatThrownBy(() -> EcgFolderSignals.beginning(in, reference, "../out.xml"))
          .isInstanceOf(EcgFileException.class);
    }
  }

  @Test
  void damagedFilesAreCountedAndNeverNameThePatient() throws Exception {
    var random = new Random(23);
    byte[][] files = {
      EcgExample.aecg(STEPS).getBytes(StandardCharsets.UTF_8),
      EcgExample.scp(STEPS),
      EcgExample.edf(STEPS, 2, PLUS, BEGAN, "01.07.26"),
      EcgExample.edf(STEPS, 3, PLUS, BEGAN, "01.07.26")
    };
    EcgExample.wfdb(root, "always", STEPS);
    int setAside = 0;
    for (int round = 0; round < 120; round++) {
      var damaged = files[round % files.length].clone();
      int heads = Math.min(damaged.length, round % 4 == 0 ? 3000 : 1200);
      for (int i = 0; i < 4; i++) {
        damaged[8 + random.nextInt(heads - 8)] = (byte) (32 + random.nextInt(96));
      }
      write("x", round % 6 == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged);
      var items = read();
      assertThat(words(items)).hasSize(2);
      for (var item : items) {
        if (item instanceof SourceItem.SetAside(var issue)) {
          setAside++;
          assertThat(issue.detail()).isNotBlank().doesNotContain("4711", "Zebra", "Zoe");
        }
      }
    }
    assertThat(setAside).isBetween(40, 120);
  }
}
