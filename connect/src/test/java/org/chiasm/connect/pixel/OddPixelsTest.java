package org.chiasm.connect.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every odd file is decoded, or a clear reason is given. */
class OddPixelsTest {
  private static final List<String> UNREADABLE_FOR_GOOD_REASON =
      List.of(
          "GH340.dcm",
          "multiframe.dcm",
          "HTJ2KLossless_08_RGB.dcm",
          "HTJ2K_08_RGB.dcm",
          "JPEG2000-embedded-sequence-delimiter.dcm",
          "MR_truncated.dcm");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dcm_qa_ts",
        "dcmqi",
        "fo-dicom",
        "highdicom_seg_sr_wsi",
        "pydicom_charset_files",
        "pydicom_data",
        "pydicom_test_files"
      })
  void everyOddFileIsDecodedOrAReasonNamesItsSyntax(String set) throws Exception {
    int decoded = 0;
    for (Path file : SharedPixels.files(SharedPixels.folder("dicom_odd").resolve(set))) {
      var dicom = SharedPixels.openIfPixels(file);
      if (dicom.isEmpty()) {
        continue;
      }
      switch (InstancePixels.of(dicom.get()).image()) {
        case DecodedImage image -> {
          decoded++;
          assertThat(image.values().values()).isNotEmpty();
        }
        case Undecodable refused -> {
          assertThat(UNREADABLE_FOR_GOOD_REASON)
              .as(refused.reason())
              .contains(file.getFileName().toString());
          assertThat(refused.reason()).containsPattern("1\\.2\\.840\\.10008\\.1\\.2");
        }
      }
    }
    assertThat(decoded).isPositive();
  }

  @Test
  void everyHannoverRadiographIsDecoded() throws Exception {
    var files = SharedPixels.files(SharedPixels.folder("hannover").resolve("pacs"));
    for (Path file : files.subList(0, Math.min(20, files.size()))) {
      var image = SharedPixels.image(file);
      assertThat(image.samplesPerPixel()).isEqualTo(1);
      float[] values = image.values().values().clone();
      Arrays.sort(values);
      assertThat(values[0]).isGreaterThanOrEqualTo(0);
      assertThat(values[values.length - 1]).isBetween(100f, 255f);
    }
  }

  @Test
  void chestSlicesAreInHounsfieldUnits() throws Exception {
    var files =
        new ArrayList<Path>(
            SharedPixels.files(SharedPixels.folder("dicom_chest_ct").resolve("pixels")));
    for (Path file : files.subList(0, Math.min(6, files.size()))) {
      float[] values = SharedPixels.image(file).values().values();
      int air = 0;
      int tissue = 0;
      for (float value : values) {
        air += value < -800 ? 1 : 0;
        tissue += value > -200 && value < 300 ? 1 : 0;
      }
      assertThat(air).isGreaterThan(values.length / 10);
      assertThat(tissue).isGreaterThan(values.length / 20);
    }
  }

  @Test
  void oneFrameOfManyIsTheSameAloneAndAmongTheOthers() throws Exception {
    var file =
        SharedPixels.open(SharedPixels.folder("dicom_odd").resolve("pydicom_data/emri_small.dcm"));
    var pixels = InstancePixels.of(file);
    var all = (DecodedImage) pixels.image();
    var fourth = (DecodedImage) pixels.image(3);
    assertThat(pixels.frameCount()).isEqualTo(10);
    assertThat(fourth.frames()).isEqualTo(1);
    int size = all.rows() * all.columns();
    assertThat(
            Arrays.equals(
                fourth.values().values(), 0, size, all.values().values(), 3 * size, 4 * size))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pydicom_data/emri_small_jpeg_2k_lossless.dcm",
        "pydicom_data/emri_small_jpeg_ls_lossless.dcm",
        "pydicom_test_files/rtdose_rle.dcm",
        "pydicom_test_files/SC_rgb_jpeg_dcmtk.dcm",
        "pydicom_test_files/SC_rgb_jls_lossy_line.dcm",
        "pydicom_test_files/MR_small_jp2klossless.dcm",
        "pydicom_test_files/JPEGLSNearLossless_16.dcm",
        "pydicom_test_files/SC_rgb_rle.dcm",
        "fo-dicom/GH610.dcm",
        "pydicom_data/liver_deflate.dcm",
      })
  void damagedFilesAreDecodedOrRefusedAndNothingElseHappens(String name) throws Exception {
    byte[] whole = Files.readAllBytes(SharedPixels.folder("dicom_odd").resolve(name));
    var random = new Random(11);
    for (int round = 0; round < 60; round++) {
      byte[] damaged =
          round % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int i = 0; i <= round % 5 && damaged.length > 0; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        var file = DicomReader.standard().readHeader(damaged);
        var result = InstancePixels.of(file).image(0);
        if (result instanceof Undecodable refused) {
          assertThat(refused.reason()).isNotBlank();
        }
      } catch (DicomFormatException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pydicom_test_files/MR_small_jp2klossless.dcm",
        "pydicom_test_files/JPEG2000.dcm",
        "dcm_qa_ts/In/7.dcm",
        "dcm_qa_ts/In/5.dcm",
        "pydicom_test_files/SC_rgb_jpeg_dcmtk.dcm",
        "pydicom_test_files/rtdose_rle_1frame.dcm",
      })
  void aCutFrameIsNeverGuessed(String name) throws Exception {
    var file = SharedPixels.open(SharedPixels.folder("dicom_odd").resolve(name));
    var description = new DescriptionReader(file.dataset()).read();
    byte[] whole =
        new FrameData.Encapsulated(file.dataset().pixelData().orElseThrow().frameFragments(0, 1))
            .joined();
    for (double share : new double[] {0, 0.1, 0.3, 0.5, 0.7, 0.9}) {
      byte[] cut = Arrays.copyOf(whole, (int) (share * whole.length));
      var result =
          PixelDecoder.decode(
              file.transferSyntax().uid(), description, new FrameData.Encapsulated(List.of(cut)));
      assertThat(result).as("%s cut to %s", name, share).isInstanceOf(Undecodable.class);
    }
  }
}
