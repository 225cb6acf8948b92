package org.chiasm.connect.dicomtext;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecificCharacterSetTest {
  private static SpecificCharacterSet set(String terms) {
    return SpecificCharacterSet.of(Arrays.asList(terms.split("\\\\", -1)));
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(ISO_8859_1);
  }

  @Test
  void theJapaneseNamesOfTheStandardAreRead() {
    assertThat(
            set("\\ISO 2022 IR 87")
                .decode(
                    bytes(
                        "Yamada^Tarou=\u001B$B;3ED\u001B(B^\u001B$BB@O:\u001B(B=\u001B$B$d$^$@"
                            + "\u001B(B^\u001B$B$?$m$&\u001B(B"),
                    true))
        .isEqualTo("Yamada^Tarou=山田^太郎=やまだ^たろう");
    assertThat(
            set("ISO 2022 IR 13\\ISO 2022 IR 87")
                .decode(
                    bytes(
                        "\u00D4\u00CF\u00C0\u00DE^\u00C0\u00DB\u00B3=\u001B$B;3ED\u001B(J^"
                            + "\u001B$BB@O:\u001B(J=\u001B$B$d$^$@\u001B(J^\u001B$B$?$m$&\u001B(J"),
                    true))
        .isEqualTo("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
  }

  @Test
  void theKoreanNameOfTheStandardIsRead() {
    assertThat(
            set("\\ISO 2022 IR 149")
                .decode(
                    bytes(
                        "Hong^Gildong=\u001B$)C\u00FB\u00F3^\u001B$)C\u00D1\u00CE\u00D4\u00D7="
                            + "\u001B$)C\u00C8\u00AB^\u001B$)C\u00B1\u00E6\u00B5\u00BF"),
                    true))
        .isEqualTo("Hong^Gildong=洪^吉洞=홍^길동");
  }

  @Test
  void theChineseNamesOfTheStandardAreRead() {
    assertThat(
            set("\\ISO 2022 IR 58")
                .decode(
                    bytes(
                        "Zhang^XiaoDong=\u001B$)A\u00D5\u00C5^\u001B$)A\u00D0\u00A1\u00B6\u00AB="),
                    true))
        .isEqualTo("Zhang^XiaoDong=张^小东=");
    assertThat(
            set("GB18030")
                .decode(bytes("Wang^XiaoDong=\u00CD\u00F5^\u00D0\u00A1\u00B6\u00AB="), true))
        .isEqualTo("Wang^XiaoDong=王^小东=");
    assertThat(set("GBK").decode(bytes("\u00CD\u00F5"), true)).isEqualTo("王");
  }

  @Test
  void aSupplementaryKanjiIsRead() {
    byte[] euc = "丂".getBytes(Charset.forName("EUC-JP"));
    var text = bytes("\u001B$(D  \u001B(B");
    text[4] = (byte) (euc[1] & 0x7F);
    text[5] = (byte) (euc[2] & 0x7F);
    assertThat(set("\\ISO 2022 IR 159").decode(text, false)).isEqualTo("丂");
  }

  @ParameterizedTest
  @CsvSource({
    "100, ISO-8859-1, Äneas^Rüdiger",
    "101, ISO-8859-2, Wałęsa^Łódź",
    "109, ISO-8859-3, Ħaġar^Ġwanni",
    "110, ISO-8859-4, Āboliņš^Ķēniņš",
    "144, ISO-8859-5, Люкceмбypг",
    "127, ISO-8859-6, قباني^لنزار",
    "126, ISO-8859-7, Διονυσιος",
    "138, ISO-8859-8, שרון^דבורה",
    "148, ISO-8859-9, Çavuşoğlu^Işıl",
    "203, ISO-8859-15, Œuvre^Žiga",
    "166, TIS-620, นามสกุล^ชื่อ",
    "192, UTF-8, 王^小東^ﾔﾏ^Ł",
  })
  void everySingleSetIsReadAndWritten(String registration, String javaName, String text) {
    byte[] encoded = text.getBytes(Charset.forName(javaName));
    var single = set("ISO_IR " + registration);
    assertThat(single.decode(encoded, true)).isEqualTo(text);
    assertThat(single.encode(text)).isEqualTo(encoded);
    assertThat(single.unknownTerms()).isEmpty();
  }

  @Test
  void anEscapeCallsASetOfOneByteUntilTheNextDelimiter() {
    var greekToo = set("ISO 2022 IR 100\\ISO 2022 IR 126");
    assertThat(greekToo.decode(bytes("\u00C4\u001B-F\u00C4\\\u00C4"), false)).isEqualTo("ÄΔ\\Ä");
    assertThat(greekToo.decode(bytes("\u001B-F\u00C4^\u00C4"), false)).isEqualTo("Δ^Δ");
    assertThat(greekToo.decode(bytes("\u001B-F\u00C4^\u00C4"), true)).isEqualTo("Δ^Ä");
  }

  @Test
  void aBackslashByteWithinAMultiByteCharacterPartsNothing() {
    var kanji = set("\\ISO 2022 IR 87");
    assertThat(kanji.decode(bytes("\u001B$B$\\\u001B(B\\B"), false))
        .isEqualTo("ん\\B".replace('ん', kanjiOf('$', '\\')));
    assertThat(set("GBK").decode(bytes("\u0081\\"), false)).hasSize(1);
  }

  private static char kanjiOf(int high, int low) {
    return new String(
            new byte[] {(byte) (high | 0x80), (byte) (low | 0x80)}, Charset.forName("EUC-JP"))
        .charAt(0);
  }

  @ParameterizedTest
  @CsvSource({
    "ISO-IR 100",
    "ISO_IR100",
    "iso_ir 100",
    "ISO 2022 IR 100",
    "ISO_8859-1",
    "ISO IR 100"
  })
  void commonMisspellingsAreUnderstood(String term) {
    assertThat(set(term).unknownTerms()).isEmpty();
    assertThat(set(term).decode(bytes("\u00FC"), false)).isEqualTo("ü");
  }

  @Test
  void undeclaredBytesAreUtf8IfTheyCanBeAndLatin1Otherwise() {
    assertThat(SpecificCharacterSet.DEFAULT.decode("Jérôme".getBytes(ISO_8859_1), true))
        .isEqualTo("Jérôme");
    assertThat(SpecificCharacterSet.DEFAULT.decode("Jérôme".getBytes(StandardCharsets.UTF_8), true))
        .isEqualTo("Jérôme");
    assertThat(set("NONSENSE").unknownTerms()).containsExactly("NONSENSE");
    assertThat(set("NONSENSE").decode(bytes("\u00E9"), true)).isEqualTo("é");
  }

  @Test
  void aTextThatDoesNotFitIsRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> set("ISO_IR 100").encode("Łukasz"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ISO_IR 100")
        .hasMessageNotContaining("ukasz");
  }

  @Property(tries = 2000)
  void noBytesMakeAnyCombinationOfSetsFail(@ForAll byte[] text, @ForAll boolean personName) {
    for (String terms :
        List.of(
            "",
            "\\ISO 2022 IR 87\\ISO 2022 IR 159",
            "ISO 2022 IR 13\\ISO 2022 IR 149\\ISO 2022 IR 58",
            "GB18030",
            "ISO_IR 192",
            "ISO_IR 166")) {
      assertThat(set(terms).decode(text, personName).length()).isLessThanOrEqualTo(text.length * 2);
    }
  }
}
