package org.chiasm.connect.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicom.SharedFiles;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.pacs.StudyFolder;
import org.chiasm.imaging.ImagingSeries;
import org.chiasm.imaging.volume.HounsfieldCheck;
import org.chiasm.study.TensorRule;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series become tensors: real CT against numpy, and what is written here. */
class VolumeSeriesTest {
  private static final String NUMPY =
      """
      import sys, numpy, pydicom
      files = [pydicom.dcmread(f) for f in sys.argv[2:]]
      files.sort(key=lambda d: float(d.ImagePositionPatient[2]))
      step = 2.0
      z = numpy.array([float(d.ImagePositionPatient[2]) for d in files])
      hu = [numpy.clip(d.pixel_array * float(d.RescaleSlope) + float(d.RescaleIntercept),
                       -1024, 3071) for d in files]
      x0, y0 = map(float, files[0].ImagePositionPatient[:2])
      dy, dx = map(float, files[0].PixelSpacing)
      fine = 400
      for line in open(sys.argv[1]):
          x, y, place = map(float, line.split())
          offsets = (numpy.arange(fine) + 0.5) / fine * step - step / 2
          total = []
          for h in hu:
              columns = (x + offsets - x0) / dx
              rows = (y + offsets - y0) / dy
              index = numpy.arange(h.shape[1])
              top = int(rows.min()) - 1
              lines = numpy.array([numpy.interp(columns, index, h[r]).mean()
                                   for r in range(top, int(rows.max()) + 3)])
              total.append(numpy.interp(rows, numpy.arange(top, top + len(lines)), lines).mean())
          print(numpy.interp(place, z, total))
      """;

  @Test
  void aRealCtAtTwoMillimetresIsWhatNumpyMakesOfItTheSlowWay(@TempDir Path temporary)
      throws Exception {
    var root = SharedFiles.path("dicom_chest_ct/pixels");
    var instances =
        StudyFolder.read(root, ReadProgress.SILENT).studies().stream()
            .flatMap(study -> study.series().stream())
            .filter(series -> series.attribute("Modality").equals("CT"))
            .map(ImagingSeries::instances)
            .max((a, b) -> Integer.compare(a.size(), b.size()))
            .orElseThrow();
    var read = (VolumeSeries.Read) VolumeSeries.read(root, instances, 2);
    assertThat(read.hounsfield().orElseThrow().verdict())
        .isEqualTo(HounsfieldCheck.Verdict.PLAUSIBLE);
    var geometry = read.volume().geometry();
    var random = new Random(9);
    var lines = new ArrayList<String>();
    var values = new ArrayList<Float>();
    double low = read.stack().places().getFirst().place();
    double high = read.stack().places().getLast().place();
    while (lines.size() < 60) {
      int column = 8 + random.nextInt(geometry.columns() - 16);
      int row = 8 + random.nextInt(geometry.rows() - 16);
      int slice = random.nextInt(geometry.slices());
      var at = geometry.patient(column, row, slice);
      if (at.z() > low && at.z() < high) {
        lines.add(at.x() + " " + at.y() + " " + at.z());
        values.add(read.volume().at(column, row, slice));
      }
    }
    var oracle =
        numpy(
            temporary,
            lines,
            instances.stream()
                .map(each -> root.resolve(each.attribute("ReferencedFileID")).toString())
                .toList());
    for (int i = 0; i < values.size(); i++) {
      assertThat(values.get(i)).as(lines.get(i)).isCloseTo(oracle.get(i), within(1.5f));
    }
  }

  private static List<Float> numpy(Path temporary, List<String> lines, List<String> files)
      throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/python3")),
        "skipped: /usr/bin/python3 with pydicom is not here (apt-get install python3-pydicom)");
    var points = temporary.resolve("points.txt");
    var answer = temporary.resolve("answer.txt");
    Files.write(points, lines, UTF_8);
    var command = new ArrayList<>(List.of("/usr/bin/python3", "-c", NUMPY, points.toString()));
    command.addAll(files);
    int code =
        new ProcessBuilder(command)
            .redirectOutput(answer.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    Assumptions.assumeTrue(code == 0, "skipped: pydicom or numpy is not here");
    return Files.readAllLines(answer, UTF_8).stream().map(Float::parseFloat).toList();
  }

  private static int tag(String keyword) {
    return DicomDictionary.tag(keyword).orElseThrow();
  }

  private static DicomDataset image(
      String modality, int number, int frames, int size, int samples, byte[] pixels) {
    return DicomDataset.builder()
        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
        .string(Tag.SOP_INSTANCE_UID, "2.25.7" + number)
        .string(Tag.STUDY_INSTANCE_UID, "2.25.5")
        .string(Tag.SERIES_INSTANCE_UID, "2.25.6")
        .string(Tag.MODALITY, modality)
        .integers(Tag.NUMBER_OF_FRAMES, frames)
        .integers(Tag.ROWS, size)
        .integers(Tag.COLUMNS, size)
        .integers(Tag.SAMPLES_PER_PIXEL, samples)
        .string(Tag.PHOTOMETRIC_INTERPRETATION, samples == 3 ? "RGB" : "MONOCHROME2")
        .integers(Tag.PLANAR_CONFIGURATION, 0)
        .integers(Tag.BITS_ALLOCATED, 8)
        .integers(Tag.BITS_STORED, 8)
        .integers(Tag.HIGH_BIT, 7)
        .integers(Tag.PIXEL_REPRESENTATION, 0)
        .put(PixelDataElement.ofNative(Vr.OB, pixels))
        .build();
  }

  private static void write(Path folder, DicomDataset dataset) throws Exception {
    DicomWriter.write(
        DicomFile.of(dataset, TransferSyntax.of("1.2.840.10008.1.2.1")),
        folder.resolve(dataset.string(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm"));
  }

  private static List<ImageInstance> instances(Path folder, String series) throws Exception {
    return StudyFolder.read(folder, ReadProgress.SILENT).studies().stream()
        .flatMap(study -> study.series().stream())
        .filter(each -> each.seriesInstanceUid().equals(series))
        .findFirst()
        .map(ImagingSeries::instances)
        .orElse(List.of());
  }

  private static SeriesPixels read(Path folder, TensorRule rule) throws Exception {
    return SeriesPixels.read(folder, instances(folder, "2.25.6"), rule);
  }

  @Test
  void paddingBecomesAirAndAStatedShapeIsGiven(@TempDir Path folder) throws Exception {
    byte[] pixels = new byte[32 * 32];
    for (int i = 0; i < pixels.length; i++) {
      double distance = Math.hypot(Math.floorDiv(i, 32) - 15.5, i % 32 - 15.5);
      pixels[i] = (byte) (distance > 15 ? 255 : distance > 9 ? 10 : 106);
    }
    for (int slice = 0; slice < 12; slice++) {
      write(
          folder,
          image("CT", slice, 1, 32, 1, pixels).toBuilder()
              .decimals(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 1, 0)
              .decimals(Tag.IMAGE_POSITION_PATIENT, -100, -100, 5 * slice)
              .decimals(Tag.PIXEL_SPACING, 6, 6)
              .decimals(Tag.SLICE_THICKNESS, 5)
              .decimals(Tag.RESCALE_SLOPE, 10)
              .decimals(Tag.RESCALE_INTERCEPT, -1100)
              .integers(Tag.PIXEL_PADDING_VALUE, 255)
              .build());
    }
    var read = (SeriesPixels.Read) read(folder, new TensorRule.VolumeAt(4, 16, 40, 40));
    assertThat(read.tensor().shape()).containsExactly(16, 40, 40);
    assertThat(read.notes()).isEmpty();
    float[] values = read.tensor().values();
    assertThat(values[(8 * 40 + 20) * 40 + 20]).isCloseTo(-40, within(1f));
    for (float value : values) {
      assertThat(value).isLessThanOrEqualTo(-39);
    }
    assertThat(read(folder, new TensorRule.TilesAt(4, 0.5, OptionalLong.empty())))
        .isInstanceOf(SeriesPixels.Refused.class);
  }

  @Test
  void aSliceWithoutAPlaceRefusesTheVolume(@TempDir Path folder) throws Exception {
    write(folder, image("CT", 1, 1, 8, 1, new byte[64]));
    assertThat(read(folder, new TensorRule.VolumeAt(4, 16, 40, 40)))
        .isInstanceOfSatisfying(
            SeriesPixels.Refused.class,
            refused -> assertThat(refused.reason()).contains("ImagePositionPatient"));
  }

  @Test
  void framesOfOneInstanceAreStackedByTheirFunctionalGroups(@TempDir Path folder) throws Exception {
    byte[] pixels = new byte[10 * 64];
    var groups = new ArrayList<DicomDataset>();
    for (int frame = 0; frame < 10; frame++) {
      int place = (frame * 7) % 10;
      Arrays.fill(pixels, frame * 64, (frame + 1) * 64, (byte) (10 * place));
      groups.add(
          DicomDataset.builder()
              .sequence(
                  tag("PlanePositionSequence"),
                  DicomDataset.builder()
                      .decimals(Tag.IMAGE_POSITION_PATIENT, 0, 0, 2 * place)
                      .build())
              .build());
    }
    write(
        folder,
        image("MR", 1, 10, 8, 1, pixels).toBuilder()
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
                        DicomDataset.builder().decimals(Tag.PIXEL_SPACING, 2, 2).build())
                    .build())
            .sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, groups.toArray(DicomDataset[]::new))
            .build());
    var volume =
        ((VolumeSeries.Read) VolumeSeries.read(folder, instances(folder, "2.25.6"), 2)).volume();
    for (int slice = 0; slice < 10; slice++) {
      assertThat(volume.at(4, 4, slice)).isCloseTo(10 * slice, within(1e-3f));
    }
  }

  @Test
  void tomographyOfTheEyeIsAGreyVolumeAndAPhotographIsInColour(@TempDir Path folder)
      throws Exception {
    byte[] scans = new byte[12 * 400];
    for (int i = 0; i < scans.length; i++) {
      scans[i] = (byte) (i % 400 / 20 * 10);
    }
    write(folder, image("OPT", 1, 12, 20, 1, scans));
    var volume = (SeriesPixels.Read) read(folder, new TensorRule.Standard());
    assertThat(volume.tensor().shape()).containsExactly(1, 32, 128, 128);
    assertThat(volume.tensor().values()[0]).isZero();
    assertThat(volume.tensor().values()[127 * 128]).isEqualTo(1);

    var eyes = Files.createDirectory(folder.resolve("op"));
    byte[] photograph = new byte[3 * 64 * 64];
    for (int i = 0; i < 64 * 64; i++) {
      if (Math.hypot(Math.floorDiv(i, 64) - 31.5, i % 64 - 31.5) < 30) {
        photograph[3 * i] = (byte) 180;
        photograph[3 * i + 1] = (byte) (i % 5 == 0 ? 120 : 70);
      }
    }
    write(eyes, image("OP", 2, 1, 64, 3, photograph));
    write(eyes, image("OP", 3, 1, 64, 3, new byte[3 * 64 * 64]));
    var picture = (SeriesPixels.Read) read(eyes, new TensorRule.Standard());
    assertThat(picture.tensor().shape()).containsExactly(3, 256, 256);
    assertThat(picture.tensor().values()[128 * 256 + 128]).isCloseTo(180 / 255f, within(0.01f));
    assertThat(picture.notes()).isEmpty();
  }
}
