package org.chiasm.connect.ecgfile;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.Charset;
import java.time.LocalDateTime;
import org.chiasm.connect.recording.EcgFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotated electrocardiograms as makers of devices and trial laboratories build them. */
class AnnotatedEcgTest {
  private static final String TIME =
      sequence(
          "TIME_ABSOLUTE",
          "GLIST_TS",
          "<head value='20260302083000.250'/><increment value='0.002' unit='s'/>");

  private static String sequence(String code, String type, String content) {
    return "<component><sequence><code code='%s' codeSystem='2.16.840.1.113883.6.24'/><value xsi:type='%s'>%s</value></sequence></component>"
        .formatted(code, type, content);
  }

  private static String lead(String name, String digits) {
    return sequence(
        "MDC_ECG_LEAD_" + name,
        "SLIST_PQ",
        "<origin value='0' unit='uV'/><scale value='2.5' unit='uV'/><digits>"
            + digits
            + "</digits>");
  }

  private static String set(String... sequences) {
    return "<component><sequenceSet>" + String.join("\n", sequences) + "</sequenceSet></component>";
  }

  private static String series(String... content) {
    return "<component><series><code code='RHYTHM'/>"
        + String.join("", content)
        + "</series></component>";
  }

  private static String document(String... content) {
    return "<!-- made by hand -->\n<AnnotatedECG xmlns='urn:hl7-org:v3' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
        + String.join("\n", content)
        + "</AnnotatedECG>";
  }

  private static EcgRecord read(String text) throws EcgFileException {
    return EcgFiles.read(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16"})
  void theEncodingIsThatOfTheFile(String encoding) throws Exception {
    var text =
        "<?xml version=\"1.0\" encoding=\""
            + encoding
            + "\"?>"
            + document(series(set(TIME, lead("II", "1 2 3")))).replace("made by hand", "Gerät");
    var record = EcgFiles.read(text.getBytes(Charset.forName(encoding)));
    assertThat(record.signal().microvolts("II").orElseThrow()).containsExactly(2.5f, 5f, 7.5f);
    assertThat(record.header().start())
        .contains(LocalDateTime.of(2026, 3, 2, 8, 30, 0, 250_000_000));
  }

  @Test
  void aByteOrderMarkBeforeTheFirstWordDoesNotMatter() throws Exception {
    var marked = "\ufeff" + document(series(set(TIME, lead("II", "1 2"))));
    assertThat(read(marked).signal().leads()).containsExactly("II");
    assertThat(EcgFiles.read(marked.substring(1).getBytes(UTF_16)).signal().leads())
        .containsExactly("II");
  }

  @Test
  void aPrefixOnEveryElementDoesNotMatter() throws Exception {
    var prefixed =
        document(series(set(TIME, lead("aVR", "4 5"))))
            .replaceAll("<(/?)(?=[a-zA-Z])", "<$1h:")
            .replace("xmlns='urn", "xmlns:h='urn");
    assertThat(read(prefixed).signal().microvolts("aVR").orElseThrow()).containsExactly(10f, 12.5f);
  }

  @ParameterizedTest
  @CsvSource({
    "0.002, s, 500",
    "2, ms, 500",
    "2000, us, 500",
    "0.001, s, 1000",
    "4, ms, 250",
    "0.00555555555555556, s, 180"
  })
  void theIncrementIsInItsUnit(String value, String unit, double hz) throws Exception {
    var time =
        sequence(
            "TIME_RELATIVE",
            "GLIST_PQ",
            "<head value='0' unit='%s'/><increment value='%s' unit='%s'/>"
                .formatted(unit, value, unit));
    assertThat(
            read(document(series(set(time, lead("V1", "1 2 3"))))).signal().samplingFrequencyHz())
        .isCloseTo(hz, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({"0.0025, mV, 2.5", "2500, nV, 2.5", "2.5e-6, V, 2.5", "4.88, uV, 4.88"})
  void theScaleIsInItsUnit(String value, String unit, float microvolts) throws Exception {
    var lead =
        sequence(
            "MDC_ECG_LEAD_V2",
            "SLIST_PQ",
            "<origin value='0' unit='%s'/><scale value='%s' unit='%s'/><digits>1 -2</digits>"
                .formatted(unit, value, unit));
    var samples = read(document(series(set(TIME, lead)))).signal().microvolts("V2").orElseThrow();
    assertThat(samples[0]).isCloseTo(microvolts, within(1e-4f));
    assertThat(samples[1]).isCloseTo(-2 * microvolts, within(1e-4f));
  }

  @Test
  void withoutAnOriginZeroIsZero() throws Exception {
    var lead =
        sequence(
            "MDC_ECG_LEAD_I", "SLIST_PQ", "<scale value='5' unit='uV'/><digits>\n 7\t8\n</digits>");
    assertThat(read(document(series(set(TIME, lead)))).signal().microvolts("I").orElseThrow())
        .containsExactly(35f, 40f);
  }

  @Test
  void aLeadWithoutAUnitIsLeftOutAndNamed() throws Exception {
    var bare =
        sequence(
            "MDC_ECG_LEAD_I",
            "SLIST_INT",
            "<origin value='0'/><scale value='5'/><digits>7 8</digits>");
    var record = read(document(series(set(TIME, bare, lead("II", "1 2")))));
    assertThat(record.signal().leads()).containsExactly("II");
    assertThat(record.remarks()).containsExactly("NO_UNIT: I left out");
    assertThatThrownBy(() -> read(document(series(set(TIME, bare)))))
        .isInstanceOf(EcgFileException.class);
  }

  @Test
  void setsOfOtherTimesAreNamed() throws Exception {
    var record =
        read(
            document(
                series(
                    set(TIME, lead("V1", "1 2"), lead("V2", "1 2")),
                    set(TIME, lead("II", "1 2 3 4")),
                    set(TIME, lead("aVL", "1 2 3")))));
    assertThat(record.signal().leads()).containsExactly("II");
    assertThat(record.remarks())
        .containsExactly(
            "OTHER_SETS: 2 further sequence sets (V1, V2, aVL) were recorded at other times and are"
                + " not read");
  }

  @Test
  void theRhythmComesBeforeLongerRepresentativeBeats() throws Exception {
    var derived =
        "<derivation><derivedSeries><code code='REPRESENTATIVE_BEAT'/>"
            + set(TIME, lead("II", "9 9 9 9 9 9"))
            + "</derivedSeries></derivation>";
    var record = read(document(series(set(TIME, lead("II", "1 2")), derived)));
    assertThat(record.signal().sampleCount()).isEqualTo(2);
    assertThat(record.remarks()).isEmpty();
  }
}
