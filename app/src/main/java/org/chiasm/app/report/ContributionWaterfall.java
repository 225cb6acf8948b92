package org.chiasm.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.Quantity;
import org.chiasm.app.explain.ExplainedRow;
import org.chiasm.learn.fusion.OutcomeScale;

/**
 * The way from the prediction without any input to the prediction, one bar for each branch, on an
 * axis that is even in the score and labelled with predictions.
 */
final class ContributionWaterfall {
  private static final int LEFT = 190;
  private static final int WIDTH = 720;
  private static final int RIGHT = 110;
  private static final int LINE = 30;
  private static final int TICKS_APART = 58;

  private static final double[] PROBABILITIES = {
    0.5, 0.1, 0.9, 0.01, 0.99, 0.2, 0.8, 0.05, 0.95, 0.02, 0.98, 0.3, 0.7, 0.001, 0.999, 0.4, 0.6,
    0.005, 0.995, 0.002, 0.998, 0.0001, 0.9999, 0.15, 0.85, 0.25, 0.75, 0.35, 0.65, 0.45, 0.55,
    0.03, 0.97, 0.07, 0.93, 0.12, 0.88, 0.33, 0.37, 0.42, 0.47, 0.22, 0.27, 0.17
  };
  private static final double[] STEPS = {1, 2, 5, 3, 7, 1.5, 4};

  private final ExplainedRow explained;
  private final double low;
  private final double high;

  private ContributionWaterfall(ExplainedRow explained) {
    this.explained = explained;
    double at = explained.base();
    double least = at;
    double most = at;
    for (var branch : explained.root().parts()) {
      at += branch.contribution();
      least = Math.min(least, at);
      most = Math.max(most, at);
    }
    double margin = Math.max(0.08 * (most - least), 0.05);
    this.low = least - margin;
    this.high = most + margin;
  }

  static String draw(ExplainedRow explained) {
    return new ContributionWaterfall(explained).draw();
  }

  private double x(double score) {
    return LEFT + WIDTH * (score - low) / (high - low);
  }

  private String draw() {
    var branches = explained.root().parts();
    int height = LINE * (branches.size() + 2) + 44;
    var svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg width='%d' height='%d' viewBox='0 0 %d %d' role='img'"
                + " aria-label='From the prediction without any input to the prediction'>",
            LEFT + WIDTH + RIGHT,
            height,
            LEFT + WIDTH + RIGHT,
            height));
    for (double tick : ticks()) {
      double x = x(score(tick));
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class='grid' x1='%.1f' x2='%.1f' y1='0' y2='%d'/><text class='tick' x='%.1f'"
                  + " y='%d' text-anchor='middle'>%s</text>",
              x,
              x,
              height - 40,
              x,
              height - 24,
              Markup.escape(label(tick))));
    }
    double at = explained.base();
    end(svg, 0, "without any input", at, explained.basePrediction());
    int line = 1;
    for (var branch : branches) {
      double next = at + branch.contribution();
      int y = line++ * LINE;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class='reference' x1='%.1f' x2='%.1f' y1='%d' y2='%d'/><rect x='%.1f' y='%d'"
                  + " width='%.1f' height='%d' style='fill:var(%s)'/><text x='0' y='%d'>%s</text>"
                  + "<text x='%.1f' y='%d'>%s</text>",
              x(at),
              x(at),
              y - LINE + 21,
              y + 5,
              x(Math.min(at, next)),
              y + 5,
              Math.max(1, Math.abs(x(next) - x(at))),
              LINE - 12,
              branch.contribution() < 0 ? "--a" : "--b",
              y + 19,
              Markup.escape(ClinicalWords.branch(branch.name())),
              x(Math.max(at, next)) + 6,
              y + 19,
              Markup.escape(ClinicalWords.effect(explained.scale(), branch.contribution()))));
      at = next;
    }
    end(svg, line, "prediction", explained.score(), explained.prediction());
    return svg.append(
            String.format(
                Locale.ROOT,
                "<text class='axis' x='%d' y='%d' text-anchor='middle'>%s</text></svg>",
                LEFT + WIDTH / 2,
                height - 5,
                explained.scale() == OutcomeScale.LOGIT
                    ? Markup.escape(explained.what()) + " (axis even in log odds)"
                    : "prediction" + ClinicalWords.timeUnit(explained.study())))
        .toString();
  }

  private void end(StringBuilder svg, int line, String what, double score, double prediction) {
    int y = line * LINE + LINE / 2;
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class='strong' x='0' y='%d'>%s</text><circle cx='%.1f' cy='%d' r='6'"
                + " style='fill:var(--ink)'/><text class='strong' x='%.1f' y='%d'>%s</text>",
            y + 4,
            what,
            x(score),
            y,
            x(score) + 10,
            y + 4,
            Markup.escape(
                ClinicalWords.prediction(explained.study(), explained.scale(), prediction))));
  }

  /** Predictions that lie on the axis, the roundest first, as many as can be read. */
  private List<Double> ticks() {
    var ticks = new ArrayList<Double>();
    for (double candidate : candidates()) {
      double score = score(candidate);
      boolean apart =
          ticks.stream().allMatch(each -> Math.abs(x(score(each)) - x(score)) >= TICKS_APART);
      if (score >= low && score <= high && apart) {
        ticks.add(candidate);
      }
    }
    return ticks;
  }

  private double[] candidates() {
    if (explained.scale() == OutcomeScale.LOGIT) {
      return PROBABILITIES;
    }
    var candidates = new ArrayList<Double>(List.of(0.0));
    for (double step : STEPS) {
      for (int power = -2; power <= 4; power++) {
        candidates.add(step * Math.pow(10, power));
        candidates.add(-step * Math.pow(10, power));
      }
    }
    return candidates.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double score(double prediction) {
    return switch (explained.scale()) {
      case LOGIT -> Math.log(prediction / (1 - prediction));
      case LINEAR -> prediction;
      case LOGARITHMIC -> prediction <= -1 ? Double.NEGATIVE_INFINITY : Math.log1p(prediction);
    };
  }

  private String label(double tick) {
    return explained.scale() == OutcomeScale.LOGIT
        ? Quantity.toFourDigits(Double.toString(100 * tick)) + " %"
        : Quantity.toFourDigits(Double.toString(tick));
  }
}
