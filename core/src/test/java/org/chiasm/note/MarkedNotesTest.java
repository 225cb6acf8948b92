package org.chiasm.note;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Notes of many styles, marked by hand before the program read them, and how well it reads them.
 */
class MarkedNotesTest {
  @ParameterizedTest
  @CsvSource({
    "blind/first.notes.txt, 0.98, 0.98, 0.98, 0.97",
    "blind/second.notes.txt, 0.98, 0.96, 0.93, 0.92",
    "blind/third.notes.txt, 0.95, 0.97, 0.97, 0.94",
    "blind/fourth.notes.txt, 0.98, 0.97, 0.97, 0.96"
  })
  void notesAreReadAsAPersonMarkedThem(
      String file, double mentions, double negated, double present, double denied) {
    var score = new MarkedScore(MarkedNote.all(file));
    String report = score.report();
    assertThat(score.of("mentions").f1()).as(report).isGreaterThanOrEqualTo(mentions);
    assertThat(score.of("negated").f1()).as(report).isGreaterThanOrEqualTo(negated);
    assertThat(score.of("present").f1()).as(report).isGreaterThanOrEqualTo(present);
    assertThat(score.of("denied").f1()).as(report).isGreaterThanOrEqualTo(denied);
  }

  /** Prints the whole report of a file of marked notes beside this class. */
  public static void main(String[] files) {
    for (String file : files) {
      System.out.println(new MarkedScore(MarkedNote.all(file)).report());
    }
  }
}
