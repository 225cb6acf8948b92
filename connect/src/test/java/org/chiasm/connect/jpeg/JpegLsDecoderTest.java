package org.chiasm.connect.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegLsDecoderTest {
  /** The worked example of the standard (ITU-T T.87 H.3). */
  private static final byte[] EXAMPLE =
      HexFormat.of()
          .parseHex(
              "ffd8fff7000b080004000401011100ffda0008010100000000"
                  + "c000006c80208e01c0000057400000 6ee6000001bc18000005d800009160ffd9"
                      .replace(" ", ""));

  @Test
  void theStandardsExampleIsDecoded() throws Exception {
    var image = JpegLsDecoder.decode(EXAMPLE, 16);
    assertThat(image.samples())
        .containsExactly(0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145);
    assertThat(image.precision()).isEqualTo(8);
    assertThat(image.isLossless()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ffdd00040001, restart intervals",
    "ffdd0005000001, restart intervals",
    "ffdd000600000001, restart intervals",
    "fff8000502010100, mapping tables",
    "fff80006030100ff00, mapping tables",
    "ffe800076d72667801, colour transform",
  })
  void whatIsNotDecodedIsNamedRatherThanReadWrongly(String segment, String reason) {
    var hex = HexFormat.of();
    byte[] stream = hex.parseHex("ffd8" + segment + hex.formatHex(EXAMPLE).substring(4));
    assertThatThrownBy(() -> JpegLsDecoder.decode(stream, 16))
        .isInstanceOfSatisfying(
            JpegFormatException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(JpegFormatException.Kind.UNSUPPORTED);
              assertThat(refused.reason()).contains(reason).contains("not decoded");
            });
  }

  @Test
  void aRestartIntervalOfNoneIsNone() throws Exception {
    var hex = HexFormat.of();
    for (String none : new String[] {"ffdd00040000", "ffdd0005000000", "ffdd000600000000"}) {
      byte[] stream = hex.parseHex("ffd8" + none + hex.formatHex(EXAMPLE).substring(4));
      assertThat(JpegLsDecoder.decode(stream, 16).samples())
          .isEqualTo(JpegLsDecoder.decode(EXAMPLE, 16).samples());
    }
  }

  @Test
  void cutStreamsAreRefused() {
    for (int length = 0; length < EXAMPLE.length - 4; length++) {
      byte[] cut = Arrays.copyOf(EXAMPLE, length);
      assertThatThrownBy(() -> JpegLsDecoder.decode(cut, 16))
          .as("%d bytes", length)
          .isInstanceOf(JpegFormatException.class);
    }
  }

  @Test
  void damagedStreamsAreRefusedOrReadNothingElseHappens() {
    var random = new Random(3);
    for (int round = 0; round < 4000; round++) {
      byte[] damaged = EXAMPLE.clone();
      for (int i = 0; i <= round % 3; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(JpegLsDecoder.decode(damaged, 1000).samples()).isNotEmpty();
      } catch (JpegFormatException refused) {
        assertThat(refused.reason()).isNotBlank();
      }
    }
  }

  @Test
  void thresholdsFollowTheStandardsDefaults() throws Exception {
    assertThat(JpegLsParameters.of(8, 0, new int[5]))
        .isEqualTo(new JpegLsParameters(255, 0, 3, 7, 21, 64));
    assertThat(JpegLsParameters.of(12, 0, new int[5]))
        .isEqualTo(new JpegLsParameters(4095, 0, 18, 67, 276, 64));
    assertThat(JpegLsParameters.of(16, 0, new int[5]))
        .isEqualTo(new JpegLsParameters(65535, 0, 18, 67, 276, 64));
    assertThat(JpegLsParameters.of(8, 2, new int[5]).range()).isEqualTo(52);
  }
}
