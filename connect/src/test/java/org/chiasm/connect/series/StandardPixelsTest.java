package org.chiasm.connect.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.pacs.StudyFolder;
import org.chiasm.imaging.ImagingSeries;
import org.chiasm.study.TensorRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks in the standard shape: single slices, and the frames of enhanced CT and MR. */
class StandardPixelsTest {
  private static final int SIDE = 8;
  private static final int SLICES = 10;

  private static int tag(String keyword) {
    return DicomDictionary.tag(keyword).orElseThrow();
  }

  /** Frames of one value each. */
  private static DicomDataset image(String modality, String sop, int... values) {
    var pixels =
        ByteBuffer.allocate(values.length * SIDE * SIDE * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      for (int i = 0; i < SIDE * SIDE; i++) {
        pixels.putShort((short) value);
      }
    }
    return DicomDataset.builder()
        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2.1")
        .string(Tag.SOP_INSTANCE_UID, sop)
        .string(Tag.STUDY_INSTANCE_UID, "2.25.5")
        .string(Tag.SERIES_INSTANCE_UID, "2.25.6")
        .string(Tag.MODALITY, modality)
        .integers(Tag.NUMBER_OF_FRAMES, values.length)
        .integers(Tag.ROWS, SIDE)
        .integers(Tag.COLUMNS, SIDE)
        .integers(Tag.SAMPLES_PER_PIXEL, 1)
        .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .integers(Tag.BITS_ALLOCATED, 16)
        .integers(Tag.BITS_STORED, 16)
        .integers(Tag.HIGH_BIT, 15)
        .integers(Tag.PIXEL_REPRESENTATION, 0)
        .put(PixelDataElement.ofNative(Vr.OW, pixels.array()))
        .build();
  }

  private static void write(Path folder, DicomDataset dataset) throws Exception {
    DicomWriter.write(
        DicomFile.of(dataset, TransferSyntax.of("1.2.840.10008.1.2.1")),
        folder.resolve(dataset.string(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm"));
  }

  private static DicomDataset frame(double z, int weighting) {
    return DicomDataset.builder()
        .sequence(
            tag("PlanePositionSequence"),
            DicomDataset.builder().decimals(Tag.IMAGE_POSITION_PATIENT, 0, 0, z).build())
        .sequence(
            tag("MRDiffusionSequence"),
            DicomDataset.builder().decimals(tag("DiffusionBValue"), weighting).build())
        .build();
  }

  private static DicomDataset enhanced(DicomDataset image, List<DicomDataset> frames) {
    return image.toBuilder()
        .sequence(
            Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
            DicomDataset.builder()
                .sequence(
                    tag("PlaneOrientationSequence"),
                    DicomDataset.builder()
                        .decimals(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 1, 0)
                        .build())
                .sequence(
                    tag("PixelMeasuresSequence"),
                    DicomDataset.builder()
                        .decimals(Tag.PIXEL_SPACING, 2, 2)
                        .decimals(Tag.SLICE_THICKNESS, 3)
                        .build())
                .build())
        .sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames.toArray(DicomDataset[]::new))
        .build();
  }

  private static List<ImageInstance> instances(Path folder) throws Exception {
    return StudyFolder.read(folder, ReadProgress.SILENT).studies().stream()
        .flatMap(study -> study.series().stream())
        .map(ImagingSeries::instances)
        .findFirst()
        .orElseThrow();
  }

  private static SeriesPixels.Read read(Path folder) throws Exception {
    return (SeriesPixels.Read) SeriesPixels.read(folder, instances(folder));
  }

  private static int place(int frame) {
    return (frame * 7) % SLICES;
  }

  @Test
  void framesOutOfOrderMakeTheTensorOfTheSameSlicesInSingleFiles(@TempDir Path temporary)
      throws Exception {
    var single = Files.createDirectory(temporary.resolve("single"));
    int[] values = new int[SLICES];
    var frames = new ArrayList<DicomDataset>();
    for (int i = 0; i < SLICES; i++) {
      values[i] = 100 * place(i);
      frames.add(frame(3 * place(i), 0));
      write(
          single,
          image("CT", "2.25.9" + i, values[i]).toBuilder()
              .decimals(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 1, 0)
              .decimals(Tag.IMAGE_POSITION_PATIENT, 0, 0, 3 * place(i))
              .build());
    }
    var multi = Files.createDirectory(temporary.resolve("multi"));
    write(multi, enhanced(image("CT", "2.25.7", values), frames));
    var tensor = read(multi).tensor();
    assertThat(tensor.shape()).containsExactly(32, 128, 128);
    assertThat(tensor.values()).isEqualTo(read(single).tensor().values());
    assertThat(tensor.values()[0]).isLessThan(tensor.values()[31 * 128 * 128]);
    assertThat(read(multi).notes()).isEmpty();
  }

  @Test
  void aStackWithoutHounsfieldUnitsIsGreyAndNotCutAtTheirRange(@TempDir Path folder)
      throws Exception {
    var frames = new ArrayList<DicomDataset>();
    int[] values = new int[SLICES];
    for (int i = 0; i < SLICES; i++) {
      values[i] = 6000 * i;
      frames.add(frame(3 * i, 0));
    }
    write(folder, enhanced(image("MR", "2.25.7", values), frames));
    var tensor = read(folder).tensor();
    assertThat(tensor.shape()).containsExactly(1, 32, 128, 128);
    assertThat(tensor.values()[0]).isZero();
    assertThat(tensor.values()[31 * 128 * 128]).isEqualTo(1);
    assertThat(tensor.values()[16 * 128 * 128]).isCloseTo(0.5f, within(0.05f));
  }

  @Test
  void ofSeveralDiffusionWeightingsInOneInstanceTheStrongestIsRead(@TempDir Path folder)
      throws Exception {
    var frames = new ArrayList<DicomDataset>();
    int[] values = new int[2 * SLICES];
    for (int i = 0; i < 2 * SLICES; i++) {
      boolean strong = i % 2 == 1;
      values[i] = (strong ? 10 : 1) * (i / 2);
      frames.add(frame(3 * Math.floorDiv(i, 2), strong ? 1000 : 0));
    }
    write(folder, enhanced(image("MR", "2.25.7", values), frames));
    var volume = (VolumeSeries.Read) VolumeSeries.read(folder, instances(folder), 3);
    assertThat(volume.volume().at(1, 1, 9)).isCloseTo(90, within(1e-3f));
    assertThat(volume.notes()).containsExactly(read(folder).notes().getFirst());
    assertThat(volume.notes().getFirst())
        .isEqualTo("2 stacks over the same places, told apart by DiffusionBValue; one is read");
    assertThat(volume.stack().duplicates()).isZero();
  }

  @Test
  void slicesWithoutAPlaceAreTakenInOrderAndThatIsSaid(@TempDir Path folder) throws Exception {
    write(folder, image("CT", "2.25.7", 0, 100, 200, 300));
    var read = read(folder);
    assertThat(read.tensor().shape()).containsExactly(32, 128, 128);
    assertThat(read.notes()).singleElement().asString().contains("states no place");
    assertThat(SeriesPixels.read(folder, instances(folder), new TensorRule.VolumeAt(2, 8, 8, 8)))
        .isInstanceOf(SeriesPixels.Refused.class);
  }

  @Test
  void ofTwoRadiographsInOneSeriesTheFirstIsReadAndNotTheirMean(@TempDir Path folder)
      throws Exception {
    for (int number = 1; number <= 2; number++) {
      var one = image("DX", "2.25.8" + number, 100 * number);
      byte[] half = new byte[SIDE * SIDE * 2];
      half[2 * (number == 1 ? 0 : SIDE * SIDE - 1)] = 100;
      write(
          folder,
          one.toBuilder()
              .integers(Tag.INSTANCE_NUMBER, number)
              .put(PixelDataElement.ofNative(Vr.OW, half))
              .build());
    }
    var read = read(folder);
    assertThat(read.tensor().shape()).containsExactly(1, 256, 256);
    assertThat(read.tensor().values()[0]).isEqualTo(1);
    assertThat(read.tensor().values()[256 * 256 - 1]).isZero();
    assertThat(read.notes())
        .containsExactly("the first of several radiographs of the series is read");
  }

  @Test
  void aTomosynthesisIsAVolumeWithoutHounsfieldUnitsEvenWhenStoredAsCt(@TempDir Path folder)
      throws Exception {
    int[] values = new int[SLICES];
    for (int i = 0; i < SLICES; i++) {
      values[i] = 6000 * i;
    }
    for (String modality : List.of("MG", "CT")) {
      var own = Files.createDirectory(folder.resolve(modality));
      write(
          own,
          image(modality, "2.25.7", values).toBuilder()
              .string(Tag.IMAGE_TYPE, "DERIVED", "PRIMARY", "TOMOSYNTHESIS", "NONE")
              .build());
      var tensor = read(own).tensor();
      assertThat(tensor.shape()).containsExactly(1, 32, 128, 128);
      assertThat(tensor.values()[0]).isZero();
      assertThat(tensor.values()[31 * 128 * 128]).isEqualTo(1);
    }
  }
}
