package org.chiasm.connect.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One picture in many transfer syntaxes is one picture. */
class SyntaxTwinsTest {
  private static Path ct(String suffix) {
    return SharedPixels.folder("dicom_odd")
        .resolve("cornerstone_same_ct_15_syntaxes")
        .resolve("CTImage.dcm" + suffix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2.dcm",
        "_DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99.dcm",
        "_JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90.dcm",
        "_JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm",
        "_JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57.dcm",
        "_LittleEndianImplicitTransferSyntax_1.2.840.10008.1.2.dcm",
      })
  void aLosslessTwinHasTheSamePixels(String suffix) throws Exception {
    var twin = SharedPixels.image(ct(suffix));
    var original = SharedPixels.image(ct(""));
    assertThat(twin.isLossless()).isTrue();
    assertThat(Arrays.mismatch(twin.stored().values(), original.stored().values())).isEqualTo(-1);
    assertThat(Arrays.mismatch(twin.values().values(), original.values().values())).isEqualTo(-1);
  }

  /** Tolerances in HU: what the coding loses, as libjpeg and OpenJPEG decode it, and 2 more. */
  @ParameterizedTest
  @CsvSource({
    "_JPEG2000TransferSyntax_1.2.840.10008.1.2.4.91.dcm, 7",
    "_JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55.dcm, 38",
    "_JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51.dcm, 38",
    "_JPEGProcess6_8TransferSyntax_1.2.840.10008.1.2.4.53.dcm, 38",
    "_JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50.dcm, 72",
  })
  void aLossyTwinIsCloseInHounsfieldUnits(String suffix, double tolerance) throws Exception {
    var twin = SharedPixels.image(ct(suffix));
    float[] original = SharedPixels.image(ct("")).values().values();
    assertThat(twin.isLossless()).isFalse();
    double farthest = 0;
    double sum = 0;
    for (int i = 0; i < original.length; i++) {
      farthest = Math.max(farthest, Math.abs(twin.values().values()[i] - original[i]));
      sum += twin.values().values()[i] - original[i];
    }
    assertThat(farthest).isLessThanOrEqualTo(tolerance);
    assertThat(Math.abs(sum / original.length)).isLessThan(20);
  }

  @Test
  void theProgressiveAndTheSequentialTwelveBitTwinAreTheSamePicture() throws Exception {
    var sequential =
        SharedPixels.image(ct("_JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51.dcm"));
    var progressive =
        SharedPixels.image(ct("_JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55.dcm"));
    assertThat(Arrays.mismatch(sequential.stored().values(), progressive.stored().values()))
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.dcm", "5.dcm", "7.dcm", "8.dcm"})
  void theSameMrIsTheSameInEverySyntax(String name) throws Exception {
    var folder = SharedPixels.folder("dicom_odd").resolve("dcm_qa_ts/In");
    var original = SharedPixels.image(folder.resolve("2.dcm"));
    var twin = SharedPixels.image(folder.resolve(name));
    assertThat(Arrays.mismatch(twin.stored().values(), original.stored().values())).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "pydicom_data/emri_small.dcm, pydicom_data/emri_small_jpeg_2k_lossless.dcm",
    "pydicom_data/emri_small.dcm, pydicom_data/emri_small_jpeg_ls_lossless.dcm",
    "pydicom_data/emri_small.dcm, pydicom_data/emri_small_big_endian.dcm",
    "pydicom_data/liver.dcm, pydicom_data/liver_expb.dcm",
    "pydicom_data/liver.dcm, pydicom_data/liver_deflate.dcm",
    "pydicom_data/liver.dcm, pydicom_data/liver_j2k.dcm",
    "pydicom_test_files/rtdose.dcm, pydicom_test_files/rtdose_rle.dcm",
    "pydicom_test_files/MR_small.dcm, pydicom_test_files/MR_small_jp2klossless.dcm",
    "highdicom_seg_sr_wsi/sm_image.dcm, highdicom_seg_sr_wsi/sm_image_jpegls_nobot.dcm",
    "pydicom_data/SC_rgb_2frame.dcm, pydicom_test_files/SC_rgb_rle_2frame.dcm",
    "pydicom_data/SC_rgb_dcmtk_ebcr_dcmd.dcm, pydicom_test_files/SC_rgb_dcmtk_+eb+cr.dcm",
  })
  void twinsOfManyFramesAndColorsAreTheSame(String one, String other) throws Exception {
    var folder = SharedPixels.folder("dicom_odd");
    var first = SharedPixels.image(folder.resolve(one));
    var second = SharedPixels.image(folder.resolve(other));
    assertThat(second.values().shape()).isEqualTo(first.values().shape());
    assertThat(Arrays.mismatch(first.stored().values(), second.stored().values())).isEqualTo(-1);
  }
}
