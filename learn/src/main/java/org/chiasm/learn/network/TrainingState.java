package org.chiasm.learn.network;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.chiasm.learn.layers.LossCurve;
import org.chiasm.learn.layers.Parameters;

/** Everything that training has changed so far, to be kept between two passes. */
final class TrainingState {
  /** What training has changed of one network. One thread. */
  static final class Member {
    final AdamW optimizer;
    final List<LossCurve.Point> points = new ArrayList<>();
    float[] best;

    Member(Parameters start) {
      optimizer = new AdamW(start);
      best = start.values().clone();
    }

    private List<float[]> arrays() {
      return List.of(optimizer.values, optimizer.first, optimizer.second, optimizer.average, best);
    }

    private void write(DataOutputStream out) throws IOException {
      out.writeInt(optimizer.step);
      out.writeInt(optimizer.leftOut);
      for (var numbers : arrays()) {
        out.writeInt(numbers.length);
        for (float number : numbers) {
          out.writeFloat(number);
        }
      }
      out.writeInt(points.size());
      for (var point : points) {
        out.writeDouble(point.training());
        out.writeDouble(point.tuning());
      }
    }

    /** Reads what {@link #write} wrote into a member of the same size. */
    private void read(DataInputStream in) throws IOException {
      optimizer.step = in.readInt();
      optimizer.leftOut = in.readInt();
      for (var numbers : arrays()) {
        if (in.readInt() != numbers.length) {
          throw new IOException("A checkpoint of another network");
        }
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = in.readFloat();
        }
      }
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        points.add(new LossCurve.Point(in.readDouble(), in.readDouble()));
      }
    }
  }

  private final List<Parameters> starts;
  private List<Member> members;
  double bestLoss;
  int bestPass;
  boolean finished;

  /**
   * The state before the first pass.
   *
   * @param starts of each network
   * @param loss with these
   */
  TrainingState(List<Parameters> starts, double loss) {
    this.starts = List.copyOf(starts);
    members = this.starts.stream().map(Member::new).toList();
    bestLoss = loss;
  }

  List<Member> members() {
    return members;
  }

  /** How many passes were made, by each. */
  int passes() {
    return members.getFirst().points.size();
  }

  /** The mean loss of the last pass over the training rows. */
  double lossInTraining() {
    return members.stream()
        .mapToDouble(each -> each.points.getLast().training())
        .average()
        .orElse(Double.NaN);
  }

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (var member : members) {
        member.write(out);
      }
      out.writeDouble(bestLoss);
      out.writeInt(bestPass);
      out.writeBoolean(finished);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Takes up a state; whether it could be read. A state that cannot be read changes nothing. */
  boolean restore(byte[] state) {
    try (var in = new DataInputStream(new ByteArrayInputStream(state))) {
      var restored = starts.stream().map(Member::new).toList();
      for (var member : restored) {
        member.read(in);
      }
      double loss = in.readDouble();
      int pass = in.readInt();
      finished = in.readBoolean();
      bestLoss = loss;
      bestPass = pass;
      members = restored;
      return true;
    } catch (IOException damaged) {
      return false;
    }
  }
}
