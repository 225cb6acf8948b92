package org.chiasm.connect.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.chiasm.DataIssue;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirTimeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static FhirTime parse(String text) throws SetAsideException {
    return FhirTime.parse(text, "x", BERLIN, DataIssue.Kind.NO_EFFECTIVE_TIME);
  }

  @ParameterizedTest
  @CsvSource({
    "2020,2019-12-31T23:00:00Z,2020-12-31T23:00:00Z,true",
    "2020-02,2020-01-31T23:00:00Z,2020-02-29T23:00:00Z,true",
    "2020-03-29,2020-03-28T23:00:00Z,2020-03-29T22:00:00Z,true",
    "2020-04-29T07:00Z,2020-04-29T07:00:00Z,2020-04-29T07:01:00Z,false",
    "2020-04-29T07:00:00Z,2020-04-29T07:00:00Z,2020-04-29T07:00:01Z,false",
    "2020-04-29T07:00:00.12-05:30,2020-04-29T12:30:00.12Z,2020-04-29T12:30:00.13Z,false",
    "2020-04-29T07:00:00.123456789123Z,2020-04-29T07:00:00.123456789Z,2020-04-29T07:00:00.123456790Z,false",
    "2016-12-31T23:59:60Z,2017-01-01T00:00:00Z,2017-01-01T00:00:01Z,false",
    "2020-04-29T07:00:00,2020-04-29T05:00:00Z,2020-04-29T05:00:01Z,false",
    "2020-10-25T02:30:00,2020-10-25T00:30:00Z,2020-10-25T01:30:01Z,true"
  })
  void aTimeIsTheStretchItLeavesOpen(String text, Instant start, Instant end, boolean vague)
      throws SetAsideException {
    var time = parse(text);
    assertThat(time.start()).isEqualTo(start);
    assertThat(time.end()).isEqualTo(end);
    assertThat(time.vague()).isEqualTo(vague);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20",
        "0000",
        "20200",
        "2020-1",
        "2020-13",
        "2020-02-30",
        "2020-04-29T",
        "2020-04-29T7",
        "2020-04-29T07",
        "2020-04-29T07:00:00.Z",
        "2020-04-29T24:00:00Z",
        "2020-04-29T07:60:00Z",
        "2020-04-29T07:00:61Z",
        "2020-04-29T07:00:00+15:00",
        "2020-04-29T07:00:00+0100",
        "2020-04-29T07:00:00 Z",
        "2020-04-29 07:00:00Z",
        "2020-04-29T07:00:00ZZ",
        "29.04.2020",
        "2020/04/29",
        "T",
        "-2020-01-01",
        "+2020",
        "２０２０",
        "2020-04-29T07:00:00+1",
        "now"
      })
  void anythingElseIsMalformedAndNotQuoted(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            SetAsideException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(DataIssue.Kind.MALFORMED);
              assertThat(e.detail()).isEqualTo(parseProblem());
            });
  }

  private static String parseProblem() {
    return "x is not a FHIR date or dateTime such as 2020-04-29T07:00:00+01:00";
  }

  @Test
  void anHourThatTheClockSkipsDoesNotExist() {
    assertThatThrownBy(() -> parse("2020-03-29T02:30:00"))
        .isInstanceOfSatisfying(
            SetAsideException.class,
            e -> assertThat(e.kind()).isEqualTo(DataIssue.Kind.IMPLAUSIBLE_TIME));
  }

  @Test
  void everyDateTimeWithAnOffsetIsTheInstantJavaTimeReads() throws SetAsideException {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      var time =
          OffsetDateTime.ofInstant(
              Instant.ofEpochSecond(
                  random.nextLong(-60_000_000_000L, 250_000_000_000L),
                  random.nextInt(1_000) * 1_000_000L),
              ZoneOffset.ofTotalSeconds(random.nextInt(-14 * 60, 14 * 60 + 1) * 60));
      var text =
          DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT).format(time);
      assertThat(parse(text).start()).as(text).isEqualTo(time.toInstant());
    }
  }
}
