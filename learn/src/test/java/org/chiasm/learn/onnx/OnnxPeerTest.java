package org.chiasm.learn.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Parameters;
import org.chiasm.learn.layers.TensorInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we write, read by the messages of the ONNX project. */
class OnnxPeerTest {
  @ParameterizedTest
  @EnumSource(NetworkPlan.Fusion.class)
  void aModelIsReadByTheFormatsOwnMessagesAndWrittenBackToTheSameBytes(NetworkPlan.Fusion fusion)
      throws Exception {
    var ecg = new TensorInput("ecg", TensorInput.Encoder.LEADS, List.of(12, 500));
    var ct = new TensorInput("ct", TensorInput.Encoder.VOLUME, List.of(8, 32, 32));
    var plan =
        new NetworkPlan(
            List.of(
                new BranchPlan("signal", 2, List.of(ecg), true),
                new BranchPlan("image", 0, List.of(ct), true),
                new BranchPlan("other", 3, List.of(), false)),
            fusion,
            4,
            0.1,
            1);
    byte[] ours = OnnxExport.write(plan, Parameters.initial(plan, 11), 1, 0);

    var model = OnnxMl.ModelProto.parseFrom(ours);

    assertThat(model.getUnknownFields()).isEqualTo(UnknownFieldSet.getDefaultInstance());
    assertThat(model.getGraph().getUnknownFields()).isEqualTo(UnknownFieldSet.getDefaultInstance());
    assertThat(model.getGraph().getNodeCount()).isPositive();
    assertThat(model.toByteArray()).isEqualTo(ours);
  }
}
