package org.chiasm.connect.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import javax.imageio.ImageIO;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicom.SharedFiles;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.junit.jupiter.api.Test;

/** Slides written here in every layout, and the real ones of the shared data. */
class SlideTest {
  private static final int TILE = 32;

  /** Where tissue is pink and glass white, in pixels of the finest level of 200 × 160. */
  private static int[] colour(double row, double column) {
    boolean tissue = Math.hypot(row - 80, column - 100) < 50;
    return tissue ? new int[] {200, 110 + (int) (row / 4), 170} : new int[] {244, 244, 243};
  }

  private static byte[] tile(int top, int left, double scale) {
    byte[] pixels = new byte[3 * TILE * TILE];
    for (int i = 0; i < TILE * TILE; i++) {
      int[] rgb = colour((top + i / TILE) * scale, (left + i % TILE) * scale);
      for (int channel = 0; channel < 3; channel++) {
        pixels[3 * i + channel] = (byte) rgb[channel];
      }
    }
    return pixels;
  }

  private static int tag(String keyword) {
    return DicomDictionary.tag(keyword).orElseThrow();
  }

  private static byte[] jpeg(byte[] rgb) throws Exception {
    var image = new BufferedImage(TILE, TILE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < TILE * TILE; i++) {
      image.setRGB(
          i % TILE,
          i / TILE,
          (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | (rgb[3 * i + 2] & 255));
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }

  private enum Layout {
    FULL,
    SPARSE,
    JPEG
  }

  /** One level, written to bytes and read again. */
  private static DicomFile level(int rows, int columns, Layout layout, String kind)
      throws Exception {
    double scale = 160.0 / rows;
    var tiles = new ArrayList<int[]>();
    for (int top = 0; top < rows; top += TILE) {
      for (int left = 0; left < columns; left += TILE) {
        tiles.add(new int[] {top, left});
      }
    }
    if (layout == Layout.SPARSE) {
      Collections.shuffle(tiles, new Random(4));
    }
    var frames = new ArrayList<byte[]>();
    var groups = new ArrayList<DicomDataset>();
    for (int[] at : tiles) {
      byte[] pixels = tile(at[0], at[1], scale);
      frames.add(layout == Layout.JPEG ? jpeg(pixels) : pixels);
      groups.add(
          DicomDataset.builder()
              .sequence(
                  tag("PlanePositionSlideSequence"),
                  DicomDataset.builder()
                      .integers(tag("ColumnPositionInTotalImagePixelMatrix"), at[1] + 1)
                      .integers(tag("RowPositionInTotalImagePixelMatrix"), at[0] + 1)
                      .decimals(tag("ZOffsetInSlideCoordinateSystem"), 0)
                      .build())
              .build());
    }
    var native8 = new ByteArrayOutputStream();
    frames.forEach(native8::writeBytes);
    var dataset =
        DicomDataset.builder()
            .string(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", kind, "NONE")
            .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.77.1.6")
            .string(Tag.SOP_INSTANCE_UID, "2.25." + rows + columns)
            .string(Tag.MODALITY, "SM")
            .integers(Tag.NUMBER_OF_FRAMES, tiles.size())
            .integers(Tag.ROWS, TILE)
            .integers(Tag.COLUMNS, TILE)
            .integers(Tag.SAMPLES_PER_PIXEL, 3)
            .string(Tag.PHOTOMETRIC_INTERPRETATION, layout == Layout.JPEG ? "YBR_FULL_422" : "RGB")
            .integers(Tag.PLANAR_CONFIGURATION, 0)
            .integers(Tag.BITS_ALLOCATED, 8)
            .integers(Tag.BITS_STORED, 8)
            .integers(Tag.HIGH_BIT, 7)
            .integers(Tag.PIXEL_REPRESENTATION, 0)
            .integers(tag("TotalPixelMatrixRows"), rows)
            .integers(tag("TotalPixelMatrixColumns"), columns)
            .sequence(
                Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
                DicomDataset.builder()
                    .sequence(
                        tag("PixelMeasuresSequence"),
                        DicomDataset.builder()
                            .decimals(Tag.PIXEL_SPACING, 0.001 * scale, 0.001 * scale)
                            .build())
                    .build());
    if (layout == Layout.SPARSE) {
      dataset.sequence(
          Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, groups.toArray(DicomDataset[]::new));
    }
    dataset.string(
        tag("DimensionOrganizationType"), layout == Layout.SPARSE ? "TILED_SPARSE" : "TILED_FULL");
    dataset.put(
        layout == Layout.JPEG
            ? PixelDataElement.ofFrames(frames)
            : PixelDataElement.ofNative(Vr.OB, native8.toByteArray()));
    var out = new ByteArrayOutputStream();
    DicomWriter.write(
        DicomFile.of(
            dataset.build(),
            TransferSyntax.of(
                layout == Layout.JPEG ? "1.2.840.10008.1.2.4.50" : "1.2.840.10008.1.2.1")),
        out);
    return DicomReader.standard().readHeader(out.toByteArray());
  }

  @Test
  void aRegionIsTheSameFromFullAndSparseTilesAndNearlySoFromJpeg() throws Exception {
    for (var layout : Layout.values()) {
      var slide = Slide.of(List.of(level(160, 200, layout, "VOLUME")));
      var region = slide.region(41, 33, 70, 90, 1);
      for (int row = 0; row < 70; row += 3) {
        for (int column = 0; column < 90; column += 3) {
          boolean edge = Math.abs(Math.hypot(row + 41 - 80, column + 33 - 100) - 50) < 10;
          int[] rgb = colour(row + 41, column + 33);
          for (int channel = 0; channel < 3 && (layout != Layout.JPEG || !edge); channel++) {
            assertThat(region.at(row, column, channel))
                .as("%s at %d %d", layout, row, column)
                .isCloseTo(rgb[channel] / 255f, within(layout == Layout.JPEG ? 0.05f : 1e-6f));
          }
        }
      }
    }
  }

  @Test
  void theBestLevelIsReadAndLabelsNever() throws Exception {
    var slide =
        Slide.of(
            List.of(
                level(40, 50, Layout.FULL, "VOLUME"),
                level(64, 64, Layout.FULL, "LABEL"),
                level(160, 200, Layout.SPARSE, "VOLUME"),
                level(80, 100, Layout.FULL, "VOLUME"),
                level(96, 96, Layout.FULL, "OVERVIEW")));
    assertThat(slide.levels()).extracting(SlideLevel::rows).containsExactly(160, 80, 40);
    assertThat(slide.levelFor(1).rows()).isEqualTo(160);
    assertThat(slide.levelFor(2).rows()).isEqualTo(80);
    assertThat(slide.levelFor(3).rows()).isEqualTo(80);
    assertThat(slide.levelFor(0.1).rows()).isEqualTo(160);
    var fromCoarse = slide.region(0, 0, 40, 50, 4);
    var fromFine =
        Slide.of(List.of(level(160, 200, Layout.FULL, "VOLUME"))).region(0, 0, 40, 50, 4);
    double difference = 0;
    for (int i = 0; i < fromCoarse.rgb().length; i++) {
      difference += Math.abs(fromCoarse.rgb()[i] - fromFine.rgb()[i]);
    }
    assertThat(difference / fromCoarse.rgb().length).isLessThan(0.02);
  }

  @Test
  void tilesOfTissueAreChosenAndTheirPositionsHoldThem() throws Exception {
    var slide = Slide.of(List.of(level(160, 200, Layout.FULL, "VOLUME")));
    var tiles = slide.tiles(4, 0.1, OptionalLong.empty());
    assertThat(tiles.tensor().shape()).containsExactly(4, 3, 256, 256);
    assertThat(tiles.tissueShare()).isCloseTo(Math.PI * 2500 / 32000, within(0.03));
    assertThat(tiles.positions()).hasSize(4);
    for (var at : tiles.positions()) {
      assertThat(Math.hypot(at.topMicrometres() + 12.8 - 80, at.leftMicrometres() + 12.8 - 100))
          .isLessThan(60);
    }
    assertThat(slide.tiles(4, 0.1, OptionalLong.of(3)).positions())
        .isEqualTo(slide.tiles(4, 0.1, OptionalLong.of(3)).positions());
  }

  @Test
  void fewerTilesAreRepeated() throws Exception {
    var slide = Slide.of(List.of(level(160, 200, Layout.FULL, "VOLUME")));
    var tiles = slide.tiles(9, 0.4, OptionalLong.empty());
    int distinct = tiles.positions().size();
    assertThat(distinct).isBetween(1, 8);
    int size = 3 * 256 * 256;
    for (int i = 0; i < size; i += 1001) {
      assertThat(tiles.tensor().values()[distinct * size + i])
          .isEqualTo(tiles.tensor().values()[i]);
    }
  }

  @Test
  void aSeriesOfLabelsIsNoSlideAndAScaleMustBeStated() throws Exception {
    var label = level(64, 64, Layout.FULL, "LABEL");
    assertThatThrownBy(() -> Slide.of(List.of(label)))
        .isInstanceOf(SlideException.class)
        .hasMessageContaining("labels or overviews only");
    var level = level(64, 64, Layout.FULL, "VOLUME");
    var unscaled =
        DicomFile.of(
            level.dataset().toBuilder().remove(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).build(),
            level.transferSyntax());
    assertThatThrownBy(() -> Slide.of(List.of(unscaled)))
        .isInstanceOf(SlideException.class)
        .hasMessageContaining("scale is unknown");
  }

  @Test
  void aRealTiledImageIsItsFramesSideBySide() throws Exception {
    for (String name : List.of("sm_image.dcm", "sm_image_jpegls_nobot.dcm")) {
      var path = SharedFiles.path("dicom_odd/highdicom_seg_sr_wsi/" + name);
      var slide = Slide.of(List.of(DicomReader.standard().readHeader(path)));
      var level = slide.levels().getFirst();
      assertThat(level.rows()).isEqualTo(50);
      var whole = level.part(0, 0, 50, 50);
      float[] oracle = PydicomTiles.read(path, 50, 50);
      assertThat(whole.rgb()).hasSameSizeAs(oracle);
      for (int i = 0; i < oracle.length; i++) {
        assertThat(255 * whole.rgb()[i]).isCloseTo(oracle[i], within(0.01f));
      }
    }
  }
}
