package org.chiasm.learn.network;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.chiasm.learn.layers.Loss;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.NetworkRows;

/** A hash of everything that decides a training. */
final class TrainingKey {
  private static final int FORMAT = 3;

  private final MessageDigest digest;

  private TrainingKey(MessageDigest digest) {
    this.digest = digest;
  }

  static String of(
      NetworkPlan plan, TrainingSettings settings, List<NetworkTrainer.Member> members) {
    try {
      var key = new TrainingKey(MessageDigest.getInstance("SHA-256"));
      key.add(FORMAT + plan.toString() + settings);
      members.forEach(key::add);
      return HexFormat.of().formatHex(key.digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  private void add(NetworkTrainer.Member member) {
    var start = member.start();
    add("/" + member.seed());
    add(start.values());
    start.slots().stream().filter(start::isLearned).forEach(slot -> add(slot.name()));
    add(member.training());
    add(member.stopping());
  }

  private void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(float[] numbers) {
    var bytes = ByteBuffer.allocate(Math.multiplyExact(4, numbers.length));
    bytes.asFloatBuffer().put(numbers);
    digest.update(bytes);
  }

  private void add(double[] numbers) {
    var bytes = ByteBuffer.allocate(Math.multiplyExact(8, numbers.length));
    bytes.asDoubleBuffer().put(numbers);
    digest.update(bytes);
  }

  private void add(NetworkTrainer.Part part) {
    for (var entry : part.rows().blocks().entrySet()) {
      add(entry.getKey());
      switch (entry.getValue()) {
        case NetworkRows.Numbers(_, var values) -> add(values);
        case NetworkRows.Halves(int width, var rows) -> {
          for (var row : rows) {
            var bytes = ByteBuffer.allocate(2 * row.length);
            bytes.asShortBuffer().put(row);
            digest.update(bytes);
          }
          add("/" + width);
        }
      }
    }
    switch (part.loss()) {
      case Loss.Logistic(var outcomes, double weight) -> {
        add("logistic" + weight);
        add(outcomes);
      }
      case Loss.Hazard(var atRisk, var events, int intervals) -> {
        add("hazard" + intervals);
        for (int row = 0; row < atRisk.length; row++) {
          add(atRisk[row] + (events[row] ? "!" : "/"));
        }
      }
      case Loss.Huber(var outcomes, double bend) -> {
        add("huber" + bend);
        add(outcomes);
      }
    }
  }
}
