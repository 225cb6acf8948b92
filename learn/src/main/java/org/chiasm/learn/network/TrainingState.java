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

/** Everything that training has changed so far, to be kept between two passes. One thread. */
final class TrainingState {
  final AdamW optimizer;
  final List<LossCurve.Point> points = new ArrayList<>();
  float[] best;
  double bestLoss;
  int bestPass;
  boolean finished;

  /** The state before the first pass. */
  TrainingState(Parameters start, double loss) {
    optimizer = new AdamW(start);
    best = start.values().clone();
    bestLoss = loss;
  }

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(optimizer.step);
      out.writeInt(optimizer.leftOut);
      for (var numbers :
          List.of(optimizer.values, optimizer.first, optimizer.second, optimizer.average, best)) {
        out.writeInt(numbers.length);
        for (float number : numbers) {
          out.writeFloat(number);
        }
      }
      out.writeDouble(bestLoss);
      out.writeInt(bestPass);
      out.writeBoolean(finished);
      out.writeInt(points.size());
      for (var point : points) {
        out.writeDouble(point.training());
        out.writeDouble(point.tuning());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Takes up a state; whether it could be read. A state that cannot be read changes nothing. */
  boolean restore(byte[] state) {
    try (var in = new DataInputStream(new ByteArrayInputStream(state))) {
      int step = in.readInt();
      int leftOut = in.readInt();
      var arrays = new ArrayList<float[]>();
      for (int i = 0; i < 5; i++) {
        if (in.readInt() != best.length) {
          return false;
        }
        var numbers = new float[best.length];
        for (int j = 0; j < numbers.length; j++) {
          numbers[j] = in.readFloat();
        }
        arrays.add(numbers);
      }
      double loss = in.readDouble();
      int pass = in.readInt();
      boolean done = in.readBoolean();
      int count = in.readInt();
      var curve = new ArrayList<LossCurve.Point>();
      for (int i = 0; i < count; i++) {
        curve.add(new LossCurve.Point(in.readDouble(), in.readDouble()));
      }
      optimizer.step = step;
      optimizer.leftOut = leftOut;
      var targets =
          List.of(optimizer.values, optimizer.first, optimizer.second, optimizer.average, best);
      for (int i = 0; i < targets.size(); i++) {
        System.arraycopy(arrays.get(i), 0, targets.get(i), 0, best.length);
      }
      bestLoss = loss;
      bestPass = pass;
      finished = done;
      points.addAll(curve);
      return true;
    } catch (IOException damaged) {
      return false;
    }
  }
}
