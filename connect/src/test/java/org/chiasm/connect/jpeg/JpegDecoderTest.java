package org.chiasm.connect.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegDecoderTest {
  private static final long PLENTY = 1 << 20;

  /** A picture with slopes, an edge and noise. */
  static BufferedImage picture(int width, int height, int type) {
    var random = new Random(width * 31L + height);
    var image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int level = (x * 3 + y * 2 + random.nextInt(12) + (x > width / 2 ? 90 : 0)) & 255;
        int other = 255 - level * y / height;
        image.setRGB(x, y, level << 16 | other << 8 | (x * 255 / width));
      }
    }
    return image;
  }

  static byte[] encoded(BufferedImage image, boolean progressive, float quality)
      throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      var parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      parameters.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "64, 64, false, 0.9", "61, 47, false, 0.5", "1, 1, false, 0.9", "8, 200, false, 0.99",
    "64, 64, true, 0.9", "61, 47, true, 0.5", "7, 9, true, 1.0", "130, 65, true, 0.75",
  })
  void greyPicturesAreAsThePlatformsOwnDecoderReadsThem(
      int width, int height, boolean progressive, float quality) throws Exception {
    byte[] stream =
        encoded(picture(width, height, BufferedImage.TYPE_BYTE_GRAY), progressive, quality);
    var expected = ImageIO.read(new ByteArrayInputStream(stream)).getRaster();
    var image = JpegDecoder.decode(stream, PLENTY);
    assertThat(image.columns()).isEqualTo(width);
    assertThat(image.rows()).isEqualTo(height);
    assertThat(image.isLossless()).isFalse();
    int[] oracle = expected.getSamples(0, 0, width, height, 0, (int[]) null);
    assertThat(farthest(image.samples(), oracle)).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"64, 64, false", "61, 47, false", "33, 80, true", "16, 16, true"})
  void colorPicturesAreAsThePlatformsOwnDecoderReadsThem(int width, int height, boolean progressive)
      throws Exception {
    byte[] stream = encoded(picture(width, height, BufferedImage.TYPE_INT_RGB), progressive, 0.95f);
    var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    int[] oracle;
    try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(stream))) {
      reader.setInput(in);
      oracle = reader.readRaster(0, null).getPixels(0, 0, width, height, (int[]) null);
    } finally {
      reader.dispose();
    }
    var image = JpegDecoder.decode(stream, PLENTY);
    assertThat(image.components()).isEqualTo(3);
    assertThat(image.color()).isEqualTo(JpegImage.StreamColor.YBR);
    assertThat(farthest(image.samples(), oracle)).isLessThanOrEqualTo(2);
  }

  static int farthest(int[] some, int[] others) {
    assertThat(some).hasSameSizeAs(others);
    int farthest = 0;
    for (int i = 0; i < some.length; i++) {
      farthest = Math.max(farthest, Math.abs(some[i] - others[i]));
    }
    return farthest;
  }

  @Test
  void aStreamCutAnywhereInItsDataIsTruncatedNotGuessed() throws Exception {
    byte[] stream = encoded(picture(40, 40, BufferedImage.TYPE_BYTE_GRAY), false, 0.9f);
    int whole = stream.length - 2;
    for (int length = 0; length < whole - 2; length += 7) {
      byte[] cut = Arrays.copyOf(stream, length);
      assertThatThrownBy(() -> JpegDecoder.decode(cut, PLENTY))
          .as("%d of %d bytes", length, stream.length)
          .isInstanceOf(JpegFormatException.class);
    }
    byte[] withoutEnd = Arrays.copyOf(stream, whole);
    assertThat(JpegDecoder.decode(withoutEnd, PLENTY).samples())
        .isEqualTo(JpegDecoder.decode(stream, PLENTY).samples());
  }

  @Test
  void damagedStreamsAreRefusedOrReadNothingElseHappens() throws Exception {
    var random = new Random(7);
    for (boolean progressive : new boolean[] {false, true}) {
      byte[] stream = encoded(picture(40, 40, BufferedImage.TYPE_INT_RGB), progressive, 0.9f);
      for (int round = 0; round < 1500; round++) {
        byte[] damaged = stream.clone();
        for (int i = 0; i <= round % 4; i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        try {
          assertThat(JpegDecoder.decode(damaged, 40 * 40 * 3).samples().length)
              .isLessThanOrEqualTo(40 * 40 * 3);
        } catch (JpegFormatException refused) {
          assertThat(refused.reason()).isNotBlank();
        }
      }
    }
  }

  @Test
  void aPictureLargerThanAllowedIsRefusedBeforeMemoryIsTaken() throws Exception {
    byte[] stream = encoded(picture(40, 40, BufferedImage.TYPE_BYTE_GRAY), false, 0.9f);
    assertThatThrownBy(() -> JpegDecoder.decode(stream, 1599)).hasMessageContaining("larger");
    for (int at = 0; at + 9 < stream.length; at++) {
      if ((stream[at] & 0xFF) == 0xFF && (stream[at + 1] & 0xFF) == 0xC0) {
        Arrays.fill(stream, at + 5, at + 9, (byte) 0x7F);
      }
    }
    assertThatThrownBy(() -> JpegDecoder.decode(stream, Long.MAX_VALUE))
        .hasMessageContaining("cannot hold");
  }

  @Test
  void otherProcessesAreNamed() {
    byte[] arithmetic = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC9, 0, 4, 8, 0};
    assertThatThrownBy(() -> JpegDecoder.decode(arithmetic, PLENTY))
        .hasMessageContaining("arithmetic");
    assertThatThrownBy(() -> JpegDecoder.decode(new byte[] {1, 2, 3, 4}, PLENTY))
        .hasMessageContaining("SOI");
  }
}
