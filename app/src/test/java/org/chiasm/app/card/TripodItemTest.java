package org.chiasm.app.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.chiasm.study.file.StudyFile;
import org.junit.jupiter.api.Test;

class TripodItemTest {
  /** Table 2 of Collins et al. 2024: 27 items, 52 with their parts. */
  private static final List<String> NUMBERS =
      List.of(
          "1", "2", "3a", "3b", "3c", "4", "5a", "5b", "6a", "6b", "6c", "7", "8a", "8b", "8c",
          "9a", "9b", "9c", "10", "11", "12a", "12b", "12c", "12d", "12e", "12f", "12g", "13", "14",
          "15", "16", "17", "18a", "18b", "18c", "18d", "18e", "18f", "19", "20a", "20b", "20c",
          "21", "22", "23a", "23b", "24", "25", "26", "27a", "27b", "27c");

  @Test
  void itemsAreThoseOfTheChecklistInItsOrder() throws IOException {
    assertThat(TripodItem.all()).extracting(TripodItem::number).isEqualTo(NUMBERS);
    assertThat(TripodItem.all())
        .allSatisfy(item -> assertThat(item.applies()).isIn("D", "E", "D;E"))
        .allSatisfy(item -> assertThat(item.asks()).isNotBlank());
  }

  @Test
  void everyStatementAStudyFileMayMakeAnswersOneItem() throws IOException {
    var used = new HashSet<String>();
    for (var item : TripodItem.all()) {
      item.statements().forEach(name -> assertThat(used.add(name)).as(name).isTrue());
    }
    used.add("contact");

    assertThat(new TreeSet<>(used)).isEqualTo(new TreeSet<>(StudyFile.cardNames()));
  }
}
