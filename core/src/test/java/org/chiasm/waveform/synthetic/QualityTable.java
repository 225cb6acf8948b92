package org.chiasm.waveform.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.chiasm.waveform.LeadNames;
import org.chiasm.waveform.SignalQuality;
import org.chiasm.waveform.delineation.EcgAnalysis;

/**
 * Prints what is flagged and measured on twelve leads of ten seconds under each condition;
 * arguments: seeds, pattern.
 */
final class QualityTable {
  private QualityTable() {}

  public static void main(String[] arguments) {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    var pattern = Pattern.compile(arguments.length > 1 ? arguments[1] : "");
    System.out.println(
        "| condition | good | flags | rhythm | QRS | QT |\n|---|---|---|---|---|---|");
    for (var condition : Condition.all()) {
      if (pattern.matcher(condition.name()).find()) {
        System.out.println(line(condition, seeds));
      }
    }
  }

  private static String line(Condition condition, int seeds) {
    int good = 0;
    var flags = new TreeMap<String, Integer>();
    var rhythms = new TreeMap<String, Integer>();
    var qrs = new ArrayList<Double>();
    var qt = new ArrayList<Double>();
    for (int seed = 1; seed <= seeds; seed++) {
      var trace = condition.drawing().draw(10, condition.hz(), seed);
      var analysis = EcgAnalysis.of(condition.signal(trace, LeadNames.STANDARD, 100L * seed));
      good += analysis.quality().verdict() == SignalQuality.Verdict.GOOD ? 1 : 0;
      analysis.reversals().forEach(each -> count(flags, "ELECTRODES_" + each.kind()));
      for (var lead : analysis.quality().leads()) {
        lead.problems().forEach(problem -> count(flags, problem.name()));
      }
      count(rhythms, analysis.rhythm().kind().name());
      qrs.add(analysis.intervalsMs().getOrDefault("qrs", Double.NaN));
      qt.add(analysis.intervalsMs().getOrDefault("qt", Double.NaN));
    }
    return String.join(
        " | ",
        List.of(
            "| " + condition.name(),
            good + " of " + seeds,
            flags.toString(),
            rhythms.toString(),
            qrs.toString(),
            qt + " |"));
  }

  private static void count(Map<String, Integer> counts, String name) {
    counts.merge(name, 1, Integer::sum);
  }
}
