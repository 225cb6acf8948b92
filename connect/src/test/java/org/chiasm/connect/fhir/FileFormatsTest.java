package org.chiasm.connect.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.chiasm.DataIssue;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.study.SiteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatsTest {
  private static final SiteDefinition SITE = Reading.site().build();
  private static final String GOOD = observation("o1", "Patient/p1");

  static String observation(String id, String patient) {
    return "{\"resourceType\":\"Observation\",\"id\":\""
        + id
        + "\",\"status\":\"final\",\"subject\":{\"reference\":\""
        + patient
        + "\"},\"code\":{\"text\":\"Temp\"},\"effectiveDateTime\":\"2020-04-29T07:00:00Z\","
        + "\"issued\":\"2020-04-29T07:00:00Z\",\"valueInteger\":37}";
  }

  static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\":\"Observation\",",
        "not json",
        "{\"resourceType\":\"Observation\",}",
        "[1,2]",
        "7",
        "\"text\"",
        "null",
        "{}",
        "{\"a\":1}",
        "{\"resourceType\":7}",
        "{\"resourceType\":\"Observation\"} {\"resourceType\":\"Observation\"}",
        "{\"resourceType\":\"Observation\",\"valueInteger\":NaN}",
        "{\"resourceType\":\"Observation\",\"valueInteger\":01}",
        "{'resourceType':'Observation'}",
        "{\"resourceType\":\"Observation\",\"id\":\"a\tb\"}"
      })
  void aBrokenLineIsMalformedAtItsNumberAndTheRunGoesOn(String broken) {
    var reading = Reading.ofFile("a.ndjson", GOOD + "\n" + broken + "\n" + GOOD, SITE);
    assertThat(reading.events()).hasSize(2);
    assertThat(reading.issues())
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.kind()).isEqualTo(DataIssue.Kind.MALFORMED);
              assertThat(issue.position()).isEqualTo("a.ndjson:2");
            });
  }

  @Test
  void aLineCutByTheEndOfTheFileIsTruncated() {
    var cut = GOOD + "\n" + GOOD.substring(0, 60);
    assertThat(Reading.ofFile("a.ndjson", cut, SITE).issueKinds())
        .containsExactly(DataIssue.Kind.TRUNCATED);
  }

  @Test
  void byteOrderMarkCarriageReturnsAndBlankLinesDoNotMatter() {
    var content = "\uFEFF" + GOOD + "\r\n\r\n  \t\r\n" + GOOD + "\r\n";
    var reading = Reading.ofFile("a.ndjson", content, SITE);
    assertThat(reading.issues()).isEmpty();
    assertThat(reading.events()).hasSize(2);
    assertThat(Reading.ofFile("a.json", "\uFEFF" + GOOD, SITE).events()).hasSize(1);
  }

  @Test
  void utf16IsNamedOnceAndNotOncePerLine() {
    var content = ("\uFEFF" + GOOD + "\n" + GOOD).getBytes(StandardCharsets.UTF_16LE);
    var issue = Reading.ofFile("a.ndjson", content, SITE).onlyIssue();
    assertThat(issue.detail()).contains("UTF-16");
  }

  @Test
  void aLineInAnotherCharsetIsMalformed() {
    var bytes = GOOD.replace("Temp", "Größe").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Reading.ofFile("a.ndjson", bytes, SITE).onlyIssue().kind())
        .isEqualTo(DataIssue.Kind.MALFORMED);
  }

  @Test
  void deepNestingIsMalformedAndNotAStackOverflow() {
    int depth = 100_000;
    var deep =
        GOOD.replace(
            "\"valueInteger\":37", "\"component\":" + "[".repeat(depth) + "]".repeat(depth));
    var skipped =
        GOOD.replace(
            "\"valueInteger\":37", "\"text\":" + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
    var reading = Reading.ofFile("a.ndjson", deep + "\n" + skipped + "\n" + GOOD, SITE);
    assertThat(reading.events()).hasSize(1);
    assertThat(reading.issueKinds())
        .containsExactly(DataIssue.Kind.MALFORMED, DataIssue.Kind.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1000, 300_000, 1_000_000})
  void aLineBeyondTheLimitIsSetAsideAndThoseAroundItAreRead(int length, @TempDir Path folder)
      throws IOException {
    int limit = length - 1;
    var padded =
        GOOD.replace(
            "{\"resource", "{" + " ".repeat(Math.max(0, length - GOOD.length())) + "\"resource");
    Files.writeString(
        folder.resolve("a.ndjson"), GOOD + "\n" + padded + "\n" + GOOD + "\n" + padded);
    var reading =
        Reading.of(new FhirFolderSource("ehr", folder, SITE, Math.max(limit, GOOD.length())));
    assertThat(reading.events()).hasSize(padded.length() > Math.max(limit, GOOD.length()) ? 2 : 4);
    if (padded.length() > Math.max(limit, GOOD.length())) {
      assertThat(reading.issues())
          .extracting(DataIssue::position)
          .containsExactly("a.ndjson:2", "a.ndjson:4");
    }
  }

  @Test
  void linesOfEveryLengthAroundTheBufferAreReadWhole() {
    var lines = new ArrayList<String>();
    for (int length = (1 << 18) - 5; length < (1 << 18) + 5; length++) {
      lines.add(GOOD.replace("{\"res", "{" + " ".repeat(length - GOOD.length()) + "\"res"));
      lines.add(GOOD);
    }
    var reading = Reading.ofFile("a.ndjson", String.join("\n", lines), SITE);
    assertThat(reading.issues()).isEmpty();
    assertThat(reading.events()).hasSize(lines.size());
  }

  @Test
  void gzipIsRecognisedByItsBytesWhateverTheName() throws IOException {
    var bytes = gzip(GOOD.getBytes(StandardCharsets.UTF_8));
    for (var name : List.of("a.ndjson.gz", "a.ndjson", "a.json.gz", "A.JSON.GZ")) {
      assertThat(Reading.ofFile(name, bytes, SITE).events()).as(name).hasSize(1);
    }
    assertThat(Reading.ofFile("a.ndjson.gz", GOOD, SITE).events()).hasSize(1);
  }

  @Test
  void aCutOrDamagedGzipKeepsWhatWasReadBefore() throws IOException {
    var lines = new StringBuilder();
    for (int i = 0; i < 6_000; i++) {
      lines.append(observation("o" + i * 7919L % 20_011, "Patient/p" + i % 97)).append('\n');
    }
    var whole = gzip(lines.toString().getBytes(StandardCharsets.UTF_8));
    var cut = Reading.ofFile("a.ndjson.gz", Arrays.copyOf(whole, whole.length / 2), SITE);
    assertThat(cut.events()).hasSizeGreaterThan(500);
    assertThat(cut.issueKinds()).containsExactly(DataIssue.Kind.TRUNCATED);
    var damaged = whole.clone();
    Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 100, (byte) 0x55);
    assertThat(Reading.ofFile("a.ndjson.gz", damaged, SITE).issues()).isNotEmpty();
  }

  @Test
  void filesAreReadInTheOrderOfTheirNamesAndOthersAreNamed(@TempDir Path folder)
      throws IOException {
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("c.ndjson"), observation("3", "Patient/p1"));
    Files.writeString(folder.resolve("a.jsonl"), observation("1", "Patient/p1"));
    Files.writeString(folder.resolve("b/x.json"), observation("2", "Patient/p1"));
    Files.writeString(folder.resolve("README.md"), "read me");
    Files.createSymbolicLink(folder.resolve("d.ndjson"), folder.resolve("nowhere"));
    var reading = Reading.of(folder, SITE);
    assertThat(reading.events())
        .extracting(event -> event.origin().reference())
        .containsExactly("Observation/1", "Observation/2", "Observation/3");
    assertThat(reading.issues())
        .extracting(issue -> issue.position() + " " + issue.kind())
        .containsExactly("README.md UNSUPPORTED", "d.ndjson UNREADABLE");
  }

  @Test
  void aFolderWithoutFhirFailsWithWhatToDo(@TempDir Path folder) throws IOException {
    var missing = new FhirFolderSource("ehr", folder.resolve("no"), SITE);
    assertThatThrownBy(() -> missing.read(_ -> {}, ReadProgress.SILENT))
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("does not exist");
    Files.writeString(folder.resolve("a.txt"), "x");
    var empty = new FhirFolderSource("ehr", folder, SITE);
    assertThatThrownBy(() -> empty.read(_ -> {}, ReadProgress.SILENT))
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("*.ndjson");
  }

  @Test
  void progressNeverFallsAndEndsWhole(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.ndjson"), (GOOD + "\n").repeat(20_000));
    Files.writeString(folder.resolve("b.json"), GOOD);
    var told = new ArrayList<Long>();
    var totals = new ArrayList<Long>();
    new FhirFolderSource("ehr", folder, SITE)
        .read(
            _ -> {},
            (done, total) -> {
              told.add(done);
              totals.add(total);
            });
    assertThat(told).isSorted().hasSizeGreaterThan(4);
    assertThat(totals).containsOnly(told.getLast());
  }

  @Test
  void aResourceWithoutAnIdIsKnownByItsPlace() {
    var anonymous = GOOD.replace("\"id\":\"o1\",", "");
    var reading = Reading.ofFile("a.ndjson", anonymous + "\n" + anonymous, SITE);
    assertThat(reading.events())
        .extracting(event -> event.key())
        .containsExactly("ehr:a.ndjson:1", "ehr:a.ndjson:2");
  }
}
