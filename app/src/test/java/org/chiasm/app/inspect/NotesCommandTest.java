package org.chiasm.app.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.note.NoteReader;
import org.chiasm.note.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NotesCommandTest {
  @TempDir private Path folder;

  @Test
  void columnsAreAddedAndTheOthersKept() throws Exception {
    assertThat(
            run(
                lines(
                    "\uFEFFid\tConcept\tSentence",
                    "1\tpneumonia\tNo evidence of PNEUMONIA.",
                    "2\tstroke\t\"History of \"\"big\"\"\tSTROKE.\"",
                    "3\tcancer\tHis mother died of CANCER.",
                    "4\tfever\t\"Return if FEVER",
                    "5\tcough\tDenies nothing.")))
        .isEqualTo(
            lines(
                "id\tConcept\tSentence\tnegation\ttemporality\texperiencer",
                "1\tpneumonia\tNo evidence of PNEUMONIA.\tNegated\tRecent\tPatient",
                "2\tstroke\t\"History of \"\"big\"\"\tSTROKE.\"\tAffirmed\tHistorical\tPatient",
                "3\tcancer\tHis mother died of CANCER.\tAffirmed\tRecent\tOther",
                "4\tfever\t\"Return if FEVER\tAffirmed\tHypothetical\tPatient",
                "5\tcough\tDenies nothing.\tAffirmed\tRecent\tPatient"));
  }

  @Test
  void aConceptSpelledDifferentlyIsFound() throws Exception {
    assertThat(run("sentence\tconcept\nNo sign of PNEUMONIAS.\tpneumonia\n"))
        .endsWith("Negated\tRecent\tPatient\n");
    assertThat(run("sentence\tconcept\nDenies chest  pains.\tchest-pain\n"))
        .contains("\tNegated\t");
    assertThat(run("sentence\tconcept\nNo BIG MASS seen.\ttumour\n")).contains("\tNegated\t");
  }

  @Test
  void aTableWithoutItsColumnsIsWrongUse() {
    assertThatThrownBy(() -> run("a\tb\nx\ty\n")).isInstanceOf(WrongUseException.class);
  }

  @Test
  void tablesOfAnyBytesKeepTheirRows() throws Exception {
    var random = new Random(7);
    String pieces = "ab \t\"\n\r,Ä No of";
    for (int i = 0; i < 300; i++) {
      var table = new StringBuilder("sentence\tconcept\n");
      int size = random.nextInt(60);
      for (int k = 0; k < size; k++) {
        table.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      var rows = SentenceTable.of(table.toString()).rows();
      var together = new StringBuilder();
      rows.forEach(row -> together.append(row.written()));
      assertThat(together.toString().replaceAll("[\r\n]", ""))
          .isEqualTo(table.substring(17).replaceAll("[\r\n]", ""));
    }
  }

  @Test
  void theDocumentHoldsPlacesInTheFilesOwnCharacters() throws IOException {
    var file = folder.resolve("note.txt");
    Files.writeString(file, "\uFEFF😀 PMH:\r\nDiabetes. Keine.\r\n");
    var note = NoteText.read(file);
    JsonNode json =
        new NoteDocument(note, NoteReader.of(Language.english()).read(note.text())).json("note");
    var finding = json.path("findings").path(0);
    int[] characters = note.text().codePoints().toArray();
    int start = finding.path("start").asInt();
    int length = finding.path("end").asInt() - start;
    assertThat(new String(characters, start, length)).isEqualTo("Diabetes");
    assertThat(finding.path("code").asText()).isEqualTo("73211009");
    assertThat(finding.path("context").path("negation").asText()).isEqualTo("Affirmed");
    assertThat(json.path("characters").asInt()).isEqualTo(characters.length);
    assertThat(json.path("comorbidities").findValuesAsText("group")).contains("diabetes");
  }

  @Test
  void theCommandExplainsItself() {
    assertThat(new CommandLine(new NotesCommand()).getUsageMessage())
        .contains("Example")
        .contains("Exit codes");
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  private String run(String table) throws Exception {
    var in = folder.resolve("in.tsv");
    var out = folder.resolve("out.tsv");
    Files.writeString(in, table, StandardCharsets.UTF_8);
    new SentenceRun(Terminal.ofProcess()).run(in, out, Language.english());
    return Files.readString(out);
  }
}
