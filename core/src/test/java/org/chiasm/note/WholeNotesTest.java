package org.chiasm.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chiasm.note.text.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole hand-written notes, read and compared with what was read of them before. */
class WholeNotesTest {
  @ParameterizedTest
  @CsvSource({"en-discharge, en", "de-arztbrief, de"})
  void aNoteIsReadAsAClinicianMarkedIt(String note, String language) throws IOException {
    String text = resource(note + ".txt");
    assertThat(Language.detect(text).code()).isEqualTo(language);
    var read = NoteReader.of(Language.detect(text)).read(text);
    String found =
        read.findings().stream()
            .map(finding -> line(finding, text))
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(found).isEqualTo(resource(note + ".expected.tsv"));
  }

  @ParameterizedTest
  @CsvSource({"en-discharge", "de-arztbrief"})
  void lineEndsOfTwoCharactersChangeOnlyThePlaces(String note) throws IOException {
    String text = resource(note + ".txt");
    String dos = text.replace("\n", "\r\n");
    var language = Language.detect(text);
    assertThat(NoteReader.of(language).read(dos).findings())
        .extracting(finding -> summary(finding, dos))
        .containsExactlyElementsOf(
            NoteReader.of(language).read(text).findings().stream()
                .map(finding -> summary(finding, text))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({"en-discharge", "de-arztbrief"})
  void aSentenceAfterTheEndChangesNoEarlierFinding(String note) throws IOException {
    String text = resource(note + ".txt");
    var reader = NoteReader.of(Language.detect(text));
    var before = reader.read(text).findings();
    var after = reader.read(text + "\n\nCancer and diabetes. Ende.\n").findings();
    assertThat(after.subList(0, before.size())).isEqualTo(before);
  }

  @Property(tries = 200)
  void aNoteCutAnywhereIsReadUpToTheCut(@ForAll @IntRange(max = 1_100) int length)
      throws IOException {
    for (var note : new String[] {"en-discharge.txt", "de-arztbrief.txt"}) {
      String text = resource(note);
      String cut = text.substring(0, Math.min(length, text.length()));
      var read = NoteReader.of(Language.detect(text)).read(cut);
      assertThat(read.findings())
          .allSatisfy(
              finding -> {
                assertThat(finding.span().end()).isLessThanOrEqualTo(cut.length());
                assertThat(finding.sentence().covers(finding.span())).isTrue();
              });
      var letters = new StringBuilder();
      int end = 0;
      for (var section : read.sections()) {
        letters.append(cut, end, section.heading().start());
        letters.append(section.heading().of(cut)).append(section.body().of(cut));
        end = section.body().end();
      }
      assertThat(letters.toString()).isEqualTo(cut);
      var inSentences = new StringBuilder();
      read.sentences().forEach(sentence -> inSentences.append(sentence.of(cut)));
      var inBodies = new StringBuilder();
      read.sections().forEach(section -> inBodies.append(section.body().of(cut)));
      assertThat(inSentences.toString().replaceAll("\\s", ""))
          .isEqualTo(inBodies.toString().replaceAll("\\s", ""));
    }
  }

  private static String line(Finding finding, String text) {
    return finding.span().start()
        + "\t"
        + finding.span().end()
        + "\t"
        + summary(finding, text)
        + "\t"
        + finding.mention().code().value();
  }

  private static String summary(Finding finding, String text) {
    var context = finding.context();
    return String.join(
        "\t",
        finding.span().of(text).replaceAll("\\s+", " "),
        finding.group(),
        (context.negation() + " " + context.temporality() + " " + context.experiencer())
            .toLowerCase(Locale.ROOT));
  }

  private static String resource(String name) throws IOException {
    try (var stream = WholeNotesTest.class.getResourceAsStream(name)) {
      assertThat(stream).as(name).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
