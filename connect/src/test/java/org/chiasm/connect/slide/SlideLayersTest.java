package org.chiasm.connect.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.junit.jupiter.api.Test;

/** Slides of several focal planes, optical paths and files; each tile's grey says which it is. */
class SlideLayersTest {
  private static final int TILE = 8;
  private static final int ACROSS = 3;
  private static final int DOWN = 2;

  private static int tag(String keyword) {
    return DicomDictionary.tag(keyword).orElseThrow();
  }

  private static int grey(int path, int plane, int tile) {
    return 100 * path + 20 * plane + tile;
  }

  private static DicomDataset path(String identifier, boolean brightfield) {
    var path = DicomDataset.builder().string(tag("OpticalPathIdentifier"), identifier);
    return path.sequence(
            tag("IlluminationTypeCodeSequence"),
            DicomDataset.builder()
                .string(Tag.CODE_VALUE, brightfield ? "111744" : "111743")
                .build())
        .build();
  }

  private static DicomDatasetBuilder level(int number, List<byte[]> frames) {
    var pixels = new ByteArrayOutputStream();
    frames.forEach(pixels::writeBytes);
    return DicomDataset.builder()
        .string(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "VOLUME", "NONE")
        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.77.1.6")
        .string(Tag.SOP_INSTANCE_UID, "2.25.7" + number)
        .string(Tag.MODALITY, "SM")
        .integers(Tag.INSTANCE_NUMBER, number)
        .integers(Tag.NUMBER_OF_FRAMES, frames.size())
        .integers(Tag.ROWS, TILE)
        .integers(Tag.COLUMNS, TILE)
        .integers(Tag.SAMPLES_PER_PIXEL, 1)
        .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .integers(Tag.BITS_ALLOCATED, 8)
        .integers(Tag.BITS_STORED, 8)
        .integers(Tag.HIGH_BIT, 7)
        .integers(Tag.PIXEL_REPRESENTATION, 0)
        .integers(tag("TotalPixelMatrixRows"), DOWN * TILE)
        .integers(tag("TotalPixelMatrixColumns"), ACROSS * TILE)
        .string(tag("DimensionOrganizationType"), "TILED_FULL")
        .sequence(
            Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
            DicomDataset.builder()
                .sequence(
                    tag("PixelMeasuresSequence"),
                    DicomDataset.builder().decimals(Tag.PIXEL_SPACING, 0.001, 0.001).build())
                .build())
        .put(PixelDataElement.ofNative(Vr.OB, pixels.toByteArray()));
  }

  private static DicomFile file(DicomDatasetBuilder dataset) {
    return DicomFile.of(dataset.build(), TransferSyntax.of("1.2.840.10008.1.2.1"));
  }

  private static byte[] frame(int grey) {
    byte[] pixels = new byte[TILE * TILE];
    Arrays.fill(pixels, (byte) grey);
    return pixels;
  }

  /** Optical paths, of each the focal planes, of each the tiles row by row (C.7.6.17.3). */
  private static List<byte[]> frames(int paths, int planes) {
    var frames = new ArrayList<byte[]>();
    for (int path = 0; path < paths; path++) {
      for (int plane = 0; plane < planes; plane++) {
        for (int tile = 0; tile < ACROSS * DOWN; tile++) {
          frames.add(frame(grey(path, plane, tile)));
        }
      }
    }
    return frames;
  }

  private static DicomDatasetBuilder layered(
      int number, List<byte[]> frames, int planes, DicomDataset... paths) {
    return level(number, frames)
        .integers(tag("TotalPixelMatrixFocalPlanes"), planes)
        .integers(tag("NumberOfOpticalPaths"), paths.length)
        .sequence(tag("OpticalPathSequence"), paths);
  }

  private static void assertShows(Slide slide, int path, int plane) throws SlideException {
    var whole = slide.levels().getFirst().part(0, 0, DOWN * TILE, ACROSS * TILE);
    for (int tile = 0; tile < ACROSS * DOWN; tile++) {
      assertThat(
              Math.round(
                  255
                      * whole.at(
                          tile / ACROSS * TILE + TILE / 2, tile % ACROSS * TILE + TILE / 2, 0)))
          .isEqualTo(grey(path, plane, tile));
    }
  }

  @Property(tries = 30)
  void aConcatenationInAnyOrderIsReadAsOneImage(
      @ForAll @IntRange(min = 1, max = 2) int paths,
      @ForAll @IntRange(min = 1, max = 5) int planes,
      @ForAll @IntRange(min = 1, max = 7) int parts,
      @ForAll boolean offsets,
      @ForAll long seed)
      throws Exception {
    var frames = frames(paths, planes);
    var described =
        paths == 1
            ? new DicomDataset[] {path("A", true)}
            : new DicomDataset[] {path("A", true), path("B", true)};
    var random = new Random(seed);
    var cuts = new ArrayList<Integer>(List.of(0, frames.size()));
    while (cuts.size() < Math.min(parts, frames.size()) + 1) {
      int cut = 1 + random.nextInt(frames.size() - 1);
      if (!cuts.contains(cut)) {
        cuts.add(cut);
      }
    }
    Collections.sort(cuts);
    var files = new ArrayList<DicomFile>();
    for (int part = 0; part + 1 < cuts.size(); part++) {
      var dataset =
          layered(part + 1, frames.subList(cuts.get(part), cuts.get(part + 1)), planes, described)
              .string(tag("ConcatenationUID"), "2.25.9")
              .integers(tag("InConcatenationNumber"), part + 1)
              .integers(tag("InConcatenationTotalNumber"), cuts.size() - 1);
      if (offsets) {
        dataset.integers(tag("ConcatenationFrameOffsetNumber"), cuts.get(part));
      }
      files.add(file(dataset));
    }
    Collections.shuffle(files, random);
    var slide = Slide.of(files);
    assertThat(slide.levels()).hasSize(1);
    assertThat(slide.levels().getFirst().tiles()).isEqualTo(ACROSS * DOWN);
    assertThat(slide.levels().getFirst().focalPlanes()).isEqualTo(planes);
    assertThat(slide.levels().getFirst().opticalPaths()).isEqualTo(paths);
    assertShows(slide, 0, planes / 2);
  }

  @Test
  void aConcatenationWithoutOneOfItsPartsIsRefused() {
    var frames = frames(1, 1);
    for (int missing = 1; missing <= 3; missing++) {
      var files = new ArrayList<DicomFile>();
      for (int part = 1; part <= 3; part++) {
        if (part != missing) {
          files.add(
              file(
                  level(part, frames.subList(2 * part - 2, 2 * part))
                      .string(tag("ConcatenationUID"), "2.25.9")
                      .integers(tag("InConcatenationNumber"), part)
                      .integers(tag("InConcatenationTotalNumber"), 3)));
        }
      }
      assertThatThrownBy(() -> Slide.of(files))
          .isInstanceOf(SlideException.class)
          .hasMessage("a concatenation has 2 of its 3 parts");
    }
  }

  @Test
  void theFirstPathInTransmittedWhiteLightIsReadWhereverItStands() throws Exception {
    var slide =
        Slide.of(List.of(file(layered(1, frames(2, 3), 3, path("DAPI", false), path("HE", true)))));
    assertShows(slide, 1, 1);
    assertThat(slide.notes())
        .containsExactly(
            "2 optical paths: the first in transmitted white light is read",
            "3 focal planes: the middle one is read");
  }

  @Test
  void focalPlanesInFilesOfTheirOwnAreToldApartByHeight() throws Exception {
    var files = new ArrayList<DicomFile>();
    for (int plane = 4; plane >= 0; plane--) {
      var own = frames(1, 5).subList(plane * ACROSS * DOWN, (plane + 1) * ACROSS * DOWN);
      files.add(
          file(
              level(10 - plane, own)
                  .sequence(
                      tag("TotalPixelMatrixOriginSequence"),
                      DicomDataset.builder()
                          .decimals(tag("ZOffsetInSlideCoordinateSystem"), 1.5 * plane - 3)
                          .build())));
    }
    var slide = Slide.of(files);
    assertThat(slide.levels().getFirst().focalPlanes()).isEqualTo(5);
    assertShows(slide, 0, 2);
  }

  @Test
  void channelsInFilesOfTheirOwnDoNotMix() throws Exception {
    var slide =
        Slide.of(
            List.of(
                file(layered(2, frames(2, 1).subList(6, 12), 1, path("FITC", false))),
                file(layered(1, frames(1, 1), 1, path("DAPI", false)))));
    assertShows(slide, 0, 0);
    assertThat(slide.notes()).containsExactly("2 optical paths: the first is read");
  }

  @Test
  void framesThatStateTheirPathAndHeightAreReadByTheSameRule() throws Exception {
    var frames = frames(2, 3);
    var groups = new ArrayList<DicomDataset>();
    for (int i = 0; i < frames.size(); i++) {
      int tile = i % (ACROSS * DOWN);
      int plane = i / (ACROSS * DOWN) % 3;
      groups.add(
          DicomDataset.builder()
              .sequence(
                  tag("PlanePositionSlideSequence"),
                  DicomDataset.builder()
                      .integers(
                          tag("ColumnPositionInTotalImagePixelMatrix"), tile % ACROSS * TILE + 1)
                      .integers(tag("RowPositionInTotalImagePixelMatrix"), tile / ACROSS * TILE + 1)
                      .decimals(tag("ZOffsetInSlideCoordinateSystem"), 0.5 * plane)
                      .build())
              .sequence(
                  tag("OpticalPathIdentificationSequence"),
                  DicomDataset.builder()
                      .string(tag("OpticalPathIdentifier"), i < 18 ? "A" : "B")
                      .build())
              .build());
    }
    var order = new ArrayList<Integer>();
    for (int i = 0; i < frames.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(3));
    var slide =
        Slide.of(
            List.of(
                file(
                    layered(
                            1,
                            order.stream().map(frames::get).toList(),
                            3,
                            path("A", false),
                            path("B", true))
                        .string(tag("DimensionOrganizationType"), "TILED_SPARSE")
                        .sequence(
                            Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
                            order.stream().map(groups::get).toArray(DicomDataset[]::new)))));
    assertShows(slide, 1, 1);
  }

  @Test
  void theSameLevelStoredTwiceIsReadOnce() throws Exception {
    var slide =
        Slide.of(
            List.of(file(level(2, frames(2, 1).subList(6, 12))), file(level(1, frames(1, 1)))));
    assertShows(slide, 0, 0);
    assertThat(slide.notes())
        .containsExactly("images of one level lie over each other: the first is read");
  }
}
