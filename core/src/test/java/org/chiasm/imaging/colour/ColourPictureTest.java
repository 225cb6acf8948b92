package org.chiasm.imaging.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColourPictureTest {
  /** White glass with a disc of pink tissue and a black edge. */
  private static ColourPicture slide() {
    var random = new Random(1);
    float[] rgb = new float[3 * 200 * 300];
    for (int row = 0; row < 200; row++) {
      for (int column = 0; column < 300; column++) {
        boolean tissue = Math.hypot(row - 100, column - 90) < 50;
        boolean black = column > 290;
        float noise = (float) (0.01 * random.nextGaussian());
        int at = 3 * (row * 300 + column);
        rgb[at] = black ? 0 : tissue ? 0.8f + noise : 0.95f + noise;
        rgb[at + 1] = black ? 0 : tissue ? 0.45f + noise : 0.95f;
        rgb[at + 2] = black ? 0 : tissue ? 0.7f + noise : 0.95f - noise;
      }
    }
    return new ColourPicture(200, 300, rgb);
  }

  @Test
  void tissueIsWhatIsColouredAndNeitherGlassNorBlack() {
    var mask = TissueMask.of(slide());
    assertThat(mask.share()).isCloseTo(Math.PI * 2500 / 60000, within(0.005));
    assertThat(mask.tissue()[100 * 300 + 90]).isTrue();
    assertThat(mask.tissue()[100 * 300 + 250]).isFalse();
    assertThat(mask.tissue()[100 * 300 + 295]).isFalse();
  }

  @Test
  void aSlideOfGlassHasNoTissue() {
    float[] rgb = new float[3 * 64 * 64];
    var random = new Random(2);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = 0.94f + (float) (0.01 * random.nextGaussian());
    }
    assertThat(TissueMask.of(new ColourPicture(64, 64, rgb)).share()).isZero();
  }

  @Test
  void tilesLieOnTissueAndAreTheSameEachTime() {
    var mask = TissueMask.of(slide());
    var even = TileChoice.of(mask, 2000, 3000, 100, 12, OptionalLong.empty());
    var drawn = TileChoice.of(mask, 2000, 3000, 100, 12, OptionalLong.of(7));
    assertThat(even).hasSize(12).doesNotHaveDuplicates();
    assertThat(drawn)
        .hasSize(12)
        .doesNotHaveDuplicates()
        .isEqualTo(TileChoice.of(mask, 2000, 3000, 100, 12, OptionalLong.of(7)))
        .isNotEqualTo(TileChoice.of(mask, 2000, 3000, 100, 12, OptionalLong.of(8)));
    for (var tile : even) {
      assertThat(Math.hypot(tile.topMicrometres() + 50 - 1000, tile.leftMicrometres() + 50 - 900))
          .isLessThan(550);
    }
  }

  @Test
  void fewerTilesComeWhereThereIsLessTissue() {
    var mask = TissueMask.of(slide());
    var all = TileChoice.of(mask, 2000, 3000, 400, 50, OptionalLong.empty());
    assertThat(all).isNotEmpty().hasSizeLessThan(20);
    assertThat(all).allMatch(tile -> tile.tissueShare() >= TileChoice.SOME_TISSUE);
  }

  @Test
  void otsuPartsTwoGroups() {
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 700 ? 0.1f + (i % 7) * 0.01f : 0.6f + (i % 5) * 0.01f;
    }
    assertThat(OtsuThreshold.of(values)).isBetween(0.16, 0.6);
  }

  /** A fundus: a textured reddish disc on black. */
  private static ColourPicture fundus(double brightness, double texture, int leftCut) {
    float[] rgb = new float[3 * 300 * 400];
    for (int row = 0; row < 300; row++) {
      for (int column = leftCut; column < 400; column++) {
        if (Math.hypot(row - 150, column - 200) < 140) {
          double wave = texture * (((row / 4) + (column / 4)) % 2 == 0 ? 1 : -1);
          int at = 3 * (row * 400 + column);
          rgb[at] = (float) Math.clamp(brightness * (1.6 + wave), 0, 1);
          rgb[at + 1] = (float) Math.clamp(brightness * (1 + wave), 0, 1);
          rgb[at + 2] = (float) Math.clamp(brightness * (0.5 + wave), 0, 1);
        }
      }
    }
    return new ColourPicture(300, 400, rgb);
  }

  @Test
  void aGoodFundusIsCroppedToItsFieldWithoutFlaws() {
    var photograph = FundusPhotograph.of(fundus(0.4, 0.3, 0));
    assertThat(photograph.field().side()).isBetween(278, 281);
    assertThat(photograph.flaws()).isEmpty();
    assertThat(photograph.tensor().shape()).containsExactly(3, 256, 256);
    assertThat(photograph.picture().at(2, 2, 1)).isZero();
  }

  @Test
  void darkBlurredAndCutPhotographsAreFlagged() {
    assertThat(FundusPhotograph.of(fundus(0.05, 0.3, 0)).flaws())
        .anyMatch(flaw -> flaw.startsWith("too dark"));
    assertThat(FundusPhotograph.of(fundus(0.4, 0.0, 0)).flaws())
        .anyMatch(flaw -> flaw.startsWith("blurred"));
    assertThat(FundusPhotograph.of(fundus(0.4, 0.3, 180)).flaws())
        .anyMatch(flaw -> flaw.startsWith("the field is cut"));
  }

  @Test
  void aPictureShrinksToMeans() {
    float[] rgb = {0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0};
    var one = new ColourPicture(2, 2, rgb).scaled(1, 1);
    assertThat(one.at(0, 0, 0)).isCloseTo(0.5f, within(1e-6f));
    assertThat(one.grey(0, 0)).isCloseTo(0.5f, within(1e-6f));
  }
}
