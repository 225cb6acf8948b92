package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Parameters;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.learn.onnx.OnnxExport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a given encoder is looked into before any data is. */
class GivenEncoderCheckTest {
  private static final String ECG = "  ecg:        {modality: waveform, ";

  @TempDir private Path folder;

  private Path study(String encoder) throws Exception {
    var text =
        Files.readString(
            Path.of(System.getProperty("chiasm.home"), "studies/demo-hospital/study.yaml"));
    assertThat(text).contains(ECG);
    var file = folder.resolve("study.yaml");
    Files.writeString(file, text.replace(ECG, ECG + "encoder: " + encoder + ", "));
    return file;
  }

  private void export() throws Exception {
    var ecg = new TensorInput("ecg", TensorInput.Encoder.LEADS, List.of(12, 500));
    var plan =
        new NetworkPlan(
            List.of(new BranchPlan("waveform", 0, List.of(ecg), true)),
            NetworkPlan.Fusion.LINEAR,
            4,
            0.1,
            1);
    Files.write(
        folder.resolve("ecg.onnx"), OnnxExport.writeExtractor(ecg, Parameters.initial(plan, 1)));
  }

  private static CommandResult train(Path study) {
    return CommandResult.of(
        "train", study.toString(), "--out", study.resolveSibling("out").toString());
  }

  @Test
  void aNetworkThatReadsOtherExtentsIsRefusedWithFileAndLine() throws Exception {
    export();
    var study = study("{onnx: ecg.onnx, input: [12, 2500]}");
    long line = Files.readString(study).lines().takeWhile(each -> !each.startsWith(ECG)).count();
    var result = train(study);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains(study + ":" + (line + 1) + ":")
        .contains("inputs.ecg.encoder")
        .contains("got a network that reads [?, 12, 500]")
        .contains("[12, 2500]");
  }

  @Test
  void anAbsentFileIsSaidToo() throws Exception {
    var result = train(study("{onnx: nowhere.onnx, input: [12, 2500]}"));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("got no file at").contains("nowhere.onnx");
  }

  @Test
  void aNetworkThatKeepsItsContractIsAcceptedAndTheRowsAreAskedFor() throws Exception {
    export();
    var result = train(study("{onnx: ecg.onnx, input: [12, 500]}"));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("no rows at").doesNotContain("encoder");
  }
}
