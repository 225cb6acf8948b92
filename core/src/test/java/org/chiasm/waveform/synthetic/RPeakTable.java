package org.chiasm.waveform.synthetic;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.chiasm.waveform.RPeakDetector;

/** Prints how many beats are found under each condition; arguments: minutes, seeds, pattern. */
final class RPeakTable {
  static final List<List<String>> LEADS =
      List.of(List.of("II"), List.of("V1"), List.of("V5"), List.of("II", "V1"));

  private RPeakTable() {}

  public static void main(String[] arguments) {
    double minutes = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 5;
    int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    System.out.println("| condition | II | V1 | V5 | II and V1 |\n|---|---|---|---|---|");
    for (var condition : Condition.all()) {
      if (arguments.length > 2 && !Pattern.compile(arguments[2]).matcher(condition.name()).find()) {
        continue;
      }
      var line = new StringBuilder("| " + condition.name());
      for (var leads : LEADS) {
        var score = score(condition, leads, minutes * 60, seeds);
        line.append(
            String.format(
                Locale.ROOT, " | %.4f / %.4f", score.sensitivity(), score.predictiveValue()));
      }
      System.out.println(line + " |");
    }
  }

  static BeatScore score(Condition condition, List<String> leads, double seconds, int seeds) {
    var sum = new BeatScore(0, 0, 0);
    for (int seed = 1; seed <= seeds; seed++) {
      var trace = condition.drawing().draw(seconds, condition.hz(), seed);
      int[] found = RPeakDetector.detect(condition.signal(trace, leads, 100L * seed));
      sum = sum.plus(BeatScore.of(found, condition.hz(), trace.beats()));
    }
    return sum;
  }
}
