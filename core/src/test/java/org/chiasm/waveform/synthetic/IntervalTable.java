package org.chiasm.waveform.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.chiasm.waveform.LeadNames;
import org.chiasm.waveform.delineation.EcgAnalysis;

/** Prints how far measured intervals lie from true ones, twelve leads, QRS 80 to 180 ms. */
final class IntervalTable {
  private static final List<String> NAMES = List.of("pr", "qrs", "qt");

  private IntervalTable() {}

  public static void main(String[] arguments) {
    System.out.println("| noise | interval | median error | middle nine tenths | absent |");
    System.out.println("|---|---|---|---|---|");
    for (double noise : new double[] {5, 15, 30}) {
      var errors = errors(noise, 120);
      for (int i = 0; i < NAMES.size(); i++) {
        double[] sorted = errors.get(i);
        int n = sorted.length;
        System.out.printf(
            Locale.ROOT,
            "| %.0f µV | %s | %+.0f ms | %+.0f to %+.0f ms | %d of 120 |%n",
            noise,
            NAMES.get(i),
            sorted[n / 2],
            sorted[n / 20],
            sorted[n - 1 - n / 20],
            120 - n);
      }
    }
  }

  /** For each interval, the errors where it was measured, in milliseconds, ascending. */
  static List<double[]> errors(double noise, int records) {
    var all = new ArrayList<double[]>();
    var lists = List.of(new ArrayList<Double>(), new ArrayList<Double>(), new ArrayList<Double>());
    var random = new Random(17);
    for (int record = 0; record < records; record++) {
      double rr = 0.6 + 0.5 * random.nextDouble();
      double qt = Math.clamp((0.36 + 0.08 * random.nextDouble()) * Math.cbrt(rr), 0.3, 0.52);
      double pr = Math.min(0.1 + 0.16 * random.nextDouble(), rr - qt - 0.04);
      double width = Math.min(0.08 + 0.1 * random.nextDouble(), qt - 0.25);
      var beat = BeatShape.sinus(pr, width, qt);
      var signal =
          Rhythms.steady(beat, rr, 10, 500, record)
              .signal(
                  LeadNames.STANDARD,
                  Disturbance.muscle(noise, record),
                  Disturbance.wander(150, record));
      var found = EcgAnalysis.of(signal).intervalsMs();
      double[] truth = {
        beat.qrsBegin() - beat.pBegin(),
        beat.qrsEnd() - beat.qrsBegin(),
        beat.tEnd() - beat.qrsBegin()
      };
      for (int i = 0; i < truth.length; i++) {
        Double value = found.get(NAMES.get(i));
        if (value != null) {
          lists.get(i).add(value - 1000 * truth[i]);
        }
      }
    }
    for (var list : lists) {
      double[] sorted = list.stream().mapToDouble(Double::doubleValue).toArray();
      Arrays.sort(sorted);
      all.add(sorted);
    }
    return all;
  }
}
