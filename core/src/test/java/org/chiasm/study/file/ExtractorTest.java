package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chiasm.study.Comparison;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Image.Extractor;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TensorRule;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which network is trained on the pixels of an image input. */
class ExtractorTest {
  private static final String SELECT =
      "select: {dicom_modality: CT, body_part: CHEST, plane: axial, kernel: lung,"
          + " slice_thickness: \"<= 3 mm\"}";

  /** The example with other lines in the place of its image's rule. */
  private static Checked<StudyDefinition> study(String lines) {
    String text = Fixture.text("design-example.yaml");
    assertThat(text).contains(SELECT);
    return StudyFile.read(text.replace(SELECT, lines), "study.yaml");
  }

  private static Extractor extractor(String lines) {
    return ((InputDefinition.Image) Fixture.accepted(study(lines)).inputs().getFirst()).extractor();
  }

  @Test
  void slicesAreReadEachOnItsOwnUnlessAStudySaysOtherwise() {
    assertThat(extractor(SELECT)).isEqualTo(Extractor.CNN_2D_ATTENTION);
    assertThat(extractor(SELECT + "\n    extractor: cnn_2d_attention"))
        .isEqualTo(Extractor.CNN_2D_ATTENTION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {dicom_modality: CT}                                | {spacing: "2 mm", shape: [96, 160, 160]}
          {dicom_modality: [MR, CR]}                          | {spacing: "2 mm", shape: [96, 160, 160]}
          {dicom_modality: "!= CR"}                           | {spacing: "2 mm", shape: [96, 160, 160]}
          {body_part: CHEST}                                  | {spacing: "2 mm", shape: [96, 160, 160]}
          {dicom_modality: MG, image_kind: tomosynthesis}     | {spacing: "2 mm", shape: [96, 160, 160]}
          """)
  void aVolumeCanBeReadWhole(String rule, String tensor) {
    var lines = "select: " + rule + "\n    extractor: cnn_3d";
    assertThat(extractor(lines)).isEqualTo(Extractor.CNN_3D);
    assertThat(extractor(lines + "\n    tensor: " + tensor)).isEqualTo(Extractor.CNN_3D);
  }

  @Test
  void whatHasNoSlicesIsRefusedWithItsLineAndWhatToDo() {
    assertThat(Fixture.problems(study("select: {dicom_modality: [CR, DX]}\n    extractor: cnn_3d")))
        .containsExactly(
            "study.yaml:22:16: inputs.chest_ct.extractor: got cnn_3d with a dicom_modality without"
                + " slices, expected cnn_2d_attention, or series of slices such as CT or MR: a 3-D"
                + " network reads volumes only");
    for (var tensor : List.of("{shape: [512, 512]}", "{tiles: 16, spacing: \"0.5 um\"}")) {
      assertThat(Fixture.problems(study(SELECT + "\n    extractor: cnn_3d\n    tensor: " + tensor)))
          .singleElement()
          .asString()
          .startsWith("study.yaml:22:16: inputs.chest_ct.extractor: got cnn_3d with a tensor")
          .contains("a 3-D network reads volumes only");
    }
  }

  @Test
  void aMisspeltExtractorIsReported() {
    assertThat(Fixture.problems(study(SELECT + "\n    extractor: cnn_3")))
        .singleElement()
        .asString()
        .contains("study.yaml:22:16", "cnn_2d_attention", "did you mean \"cnn_3d\"");
  }

  @Test
  void anExtractorThatNoStrategyTrainsIsAWarning() {
    var text =
        Fixture.text("design-example.yaml").replace(SELECT, SELECT + "\n    extractor: cnn_3d");
    assertThat(Fixture.warnings(StudyFile.read(text, "study.yaml"))).isEmpty();
    var idle =
        text.replace("[early_i, early_ii, joint_i, joint_ii, joint_attention, late]", "[early_i]");
    assertThat(idle).isNotEqualTo(text);
    assertThat(Fixture.warnings(StudyFile.read(idle, "study.yaml")))
        .singleElement()
        .asString()
        .contains("fusion: got an extractor of an input and no strategy that trains networks");
  }

  @Test
  void aWaveformHasNone() {
    var text = Fixture.text("every-kind.yaml");
    var wrong =
        text.replace("ecg: {modality: waveform,", "ecg: {modality: waveform, extractor: cnn_3d,");
    assertThat(Fixture.problems(StudyFile.read(wrong, "study.yaml")))
        .singleElement()
        .asString()
        .contains("inputs.ecg.extractor");
  }

  @Test
  void noDefinitionHasA3DNetworkOverSinglePictures() {
    var image =
        (InputDefinition.Image)
            Fixture.accepted(study(SELECT + "\n    extractor: cnn_3d")).inputs().getFirst();
    var radiographs =
        new SeriesRule(
            List.of(
                new SeriesRule.Criterion("dicom_modality", Comparison.EQUAL, List.of("CR", "DX"))));
    assertThatThrownBy(() -> with(image, radiographs, image.tensor()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("series of slices");
    assertThatThrownBy(() -> with(image, image.select(), new TensorRule.RadiographOf(64, 64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static InputDefinition with(
      InputDefinition.Image image, SeriesRule select, TensorRule tensor) {
    return new InputDefinition.Image(
        image.name(), select, tensor, image.extractor(), image.window(), image.missing());
  }
}
