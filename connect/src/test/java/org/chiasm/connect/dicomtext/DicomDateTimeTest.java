package org.chiasm.connect.dicomtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomDateTimeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @ValueSource(strings = {"19970402", "1997.04.02", "1997-04-02", " 19970402 "})
  void datesOfOldAndCarelessWritersAreRead(String text) {
    assertThat(DicomDateTime.parseDate(text)).hasValue(LocalDate.of(1997, 4, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1997", "199704", "19970231", "19971301", "97-04-02", "00000000", "1997040٢"})
  void whatIsNoDateIsAbsent(String text) {
    assertThat(DicomDateTime.parseDate(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10:00",
    "1045, 10:45",
    "104507, 10:45:07",
    "104507.1, 10:45:07.1",
    "104507.123456, 10:45:07.123456",
    "10:45:07, 10:45:07",
    "235960, 23:59:59",
  })
  void timesOfEveryPrecisionAreRead(String text, LocalTime expected) {
    assertThat(DicomDateTime.parseTime(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "24", "1060", "104561", "104562", "104507.", "noon"})
  void whatIsNoTimeIsAbsent(String text) {
    assertThat(DicomDateTime.parseTime(text)).isEmpty();
  }

  @Test
  void anOffsetOfTheValueCountsBeforeTheZone() {
    assertThat(DicomDateTime.parse("20200926100000.5-0500").orElseThrow().toInstant(BERLIN))
        .isEqualTo(Instant.parse("2020-09-26T15:00:00.5Z"));
    assertThat(DicomDateTime.parse("202009261000").orElseThrow().toInstant(BERLIN))
        .isEqualTo(Instant.parse("2020-09-26T08:00:00Z"));
    assertThat(DicomDateTime.parseOffset("+0545")).hasValue(ZoneOffset.ofHoursMinutes(5, 45));
  }

  @Test
  void aTimeThatTheZoneSkippedMovesOnAndOneItHadTwiceIsTheFirst() {
    assertThat(DicomDateTime.parse("20200329023000").orElseThrow().toInstant(BERLIN))
        .isEqualTo(Instant.parse("2020-03-29T01:30:00Z"));
    assertThat(DicomDateTime.parse("20201025023000").orElseThrow().toInstant(BERLIN))
        .isEqualTo(Instant.parse("2020-10-25T00:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2020", "20200926", "2020092625", "20200926100000+9900", "20200926-0500"})
  void aDateTimeWithoutAnHourOrWithANonsenseOffsetIsAbsent(String text) {
    assertThat(DicomDateTime.parse(text)).isEmpty();
  }

  @Property
  void noTextMakesAParserFail(
      @ForAll
          @StringLength(max = 30)
          @Chars({'+', '-', '.', ':', ' ', '\\'})
          @CharRange(from = '0', to = '9')
          String text) {
    assertThat(DicomDateTime.parse(text)).isNotNull();
    assertThat(DicomDateTime.parseDate(text)).isNotNull();
    assertThat(DicomDateTime.parseTime(text)).isNotNull();
    assertThat(DicomDateTime.parseOffset(text)).isNotNull();
  }
}
