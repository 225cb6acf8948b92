package org.chiasm.connect.wfdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import org.chiasm.DataIssue;
import org.chiasm.Sex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderParserTest {
  @Test
  void everyFieldOfARecordIsRead() throws WfdbException {
    var header =
        parse(
            """
            # before
            r1 2 125/500(10) 75000 17:27:45.25 15/08/1994
            r1.dat 212x4:3+24 2963.5(-16)/uV 12 5 67 -11266 0 MCL1 of  two words
            r1.dat 16 0 # no lead
            # Patient ID:  A-1
            #<age>: 60 <sex>: F
            """);

    assertThat(header.recordName()).isEqualTo("r1");
    assertThat(header.frameFrequencyHz()).isEqualTo(125);
    assertThat(header.frames()).hasValue(75000);
    assertThat(header.start().time()).contains(LocalTime.of(17, 27, 45, 250_000_000));
    assertThat(header.start().date()).contains(LocalDate.of(1994, 8, 15));
    var signal = header.signals().getFirst();
    assertThat(signal.format()).isEqualTo(SignalFormat.PACKED_212);
    assertThat(signal.samplesPerFrame()).isEqualTo(4);
    assertThat(signal.skew()).isEqualTo(3);
    assertThat(signal.byteOffset()).isEqualTo(24);
    assertThat(signal.gain()).isEqualTo(2963.5);
    assertThat(signal.baseline()).isEqualTo(-16);
    assertThat(signal.units()).isEqualTo("uV");
    assertThat(signal.initialValue()).isEqualTo(67);
    assertThat(signal.checksum()).hasValue(-11266);
    assertThat(signal.description()).isEqualTo("MCL1 of  two words");
    assertThat(header.signals().getLast().isCalibrated()).isFalse();
    assertThat(header.signals().getLast().gain()).isEqualTo(200);
    assertThat(header.signals().getLast().units()).isEqualTo("mV");
    var comments = new RecordComments(header.comments());
    assertThat(comments.patientId()).contains("A-1");
    assertThat(comments.sex()).isEqualTo(Sex.FEMALE);
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws WfdbException {
    var header = parse("r 1\nr.dat 16");

    assertThat(header.frameFrequencyHz()).isEqualTo(250);
    assertThat(header.frames()).isEmpty();
    assertThat(header.start().time()).isEmpty();
    assertThat(header.signals().getFirst().checksum()).isEmpty();
  }

  @Test
  void theBaselineIsTheAdcZeroWhereNoneIsStated() throws WfdbException {
    assertThat(parse("r 1 360\nr.dat 212 200 11 1024 995 0 0 V1").signals().getFirst().baseline())
        .isEqualTo(1024);
  }

  @Test
  void segmentsAndGapsAreRead() throws WfdbException {
    var header = parse("m/3 2 125 300 1:02:03 04/05/2004\nlayout 0\n~ 100\nm_1 200");

    assertThat(header.hasLayout()).isTrue();
    assertThat(header.segments())
        .containsExactly(
            new SegmentSpecification("layout", 0),
            new SegmentSpecification("~", 100),
            new SegmentSpecification("m_1", 200));
  }

  @ParameterizedTest
  @CsvSource({"31:25.894, 00:31:25.894", "8:26:04, 08:26:04", "7, 00:00:07", "0:00, 00:00"})
  void aBaseTimeMayLackItsHours(String field, LocalTime time) throws WfdbException {
    if (field.contains(":")) {
      assertThat(parse("r 0 250 10 " + field).start().time()).contains(time);
    } else {
      assertThat(parse("r 0 250 10 " + field + " 01/01/2001").start().time()).contains(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a comment",
        "r",
        "r x",
        "r 2 250\nr.dat 16",
        "r 1 0\nr.dat 16",
        "r 1 -5\nr.dat 16",
        "r 1 1e99\nr.dat 16",
        "r 1 250 ten\nr.dat 16",
        "r 1 250 10 25:00:00\nr.dat 16",
        "r 1 250 10 1:00:00 31/02/2001\nr.dat 16",
        "r 1 250 10 1:00:00 2001-02-01\nr.dat 16",
        "r 1 250 10\n../r.dat 16",
        "r 1 250 10\n/etc/passwd 16",
        "r 1 250 10\nr.dat 16x0",
        "r 1 250 10\nr.dat sixteen",
        "r/0 1 250 10",
        "r/1 1 250 10\n../s 10",
        "r 99999999999999999999 250"
      })
  void aMalformedHeaderIsRefusedWithoutItsContent(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            WfdbException.class, e -> assertThat(e.kind()).isEqualTo(DataIssue.Kind.MALFORMED));
  }

  @Test
  void anUnknownFormatIsNamed() {
    assertThatThrownBy(() -> parse("r 1 250 10\nr.dat 999"))
        .isInstanceOf(WfdbException.class)
        .hasMessageContaining("999")
        .hasMessageContaining("line 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Sex: Male", "sex: m", "<sex>: M", "<age>: 5 <sex>: M <x>: y", "Gender: male"})
  void theSexIsFoundHoweverItIsWritten(String comment) throws WfdbException {
    assertThat(new RecordComments(parse("r 0\n#" + comment).comments()).sex()).isEqualTo(Sex.MALE);
  }

  private static WfdbHeader parse(String text) throws WfdbException {
    return HeaderParser.parse(text.getBytes(UTF_8));
  }
}
