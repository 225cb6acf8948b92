package org.chiasm.learn.layers;

/**
 * What training makes small, bound to the outcomes of some rows: a function of a row's outputs and
 * its derivative. A new kind of outcome is a new record here and nothing else in training.
 */
public sealed interface Loss permits Loss.Logistic, Loss.Hazard, Loss.Huber {
  /** How many numbers a network must give for a row. */
  int outputs();

  /**
   * The loss of one row, and its derivative by each output.
   *
   * @param row in the order of the outcomes
   * @param outputs of several rows; this row's begin at {@code offset}
   * @param gradient written at {@code offset}; the same length
   */
  double evaluate(int row, float[] outputs, int offset, float[] gradient);

  /**
   * Log loss of a logit, events weighted.
   *
   * @param outcomes 0 or 1
   * @param eventWeight how much an event counts, where a non-event counts 1
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Logistic(double[] outcomes, double eventWeight) implements Loss {
    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public double evaluate(int row, float[] outputs, int offset, float[] gradient) {
      double score = outputs[offset];
      double outcome = outcomes[row];
      double weight = outcome > 0.5 ? eventWeight : 1;
      double share = 1 / (1 + StrictMath.exp(-score));
      gradient[offset] = (float) (weight * (share - outcome));
      return weight * logLoss(score, outcome);
    }
  }

  /**
   * Minus the log likelihood of follow-up that may be censored, under hazards in intervals of which
   * each output is the logit (Gensheimer and Narasimhan 2019, doi:10.7717/peerj.6257): log losses
   * over the intervals in which a row was at risk. Later ones give neither loss nor derivative.
   *
   * @param atRisk of each row, in how many intervals, from the first, it was at risk to the end or
   *     had the event; 0 to {@code outputs}
   * @param events of each row, whether it had the event in the last of them
   * @param outputs how many intervals there are
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Hazard(int[] atRisk, boolean[] events, int outputs) implements Loss {
    @Override
    public double evaluate(int row, float[] outputs, int offset, float[] gradient) {
      double sum = 0;
      for (int interval = 0; interval < this.outputs; interval++) {
        gradient[offset + interval] = 0;
        if (interval < atRisk[row]) {
          double score = outputs[offset + interval];
          double outcome = events[row] && interval == atRisk[row] - 1 ? 1 : 0;
          gradient[offset + interval] = (float) (1 / (1 + StrictMath.exp(-score)) - outcome);
          sum += logLoss(score, outcome);
        }
      }
      return sum;
    }
  }

  /** Of a logit, stable for large ones. */
  private static double logLoss(double score, double outcome) {
    return Math.max(score, 0)
        - score * outcome
        + StrictMath.log1p(StrictMath.exp(-Math.abs(score)));
  }

  /**
   * Huber loss (1964) of a quantity: squared near the outcome, absolute beyond {@code bend}.
   *
   * @param outcomes standardised
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Huber(double[] outcomes, double bend) implements Loss {
    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public double evaluate(int row, float[] outputs, int offset, float[] gradient) {
      double gap = outputs[offset] - outcomes[row];
      boolean near = Math.abs(gap) <= bend;
      gradient[offset] = (float) Math.clamp(gap, -bend, bend);
      return near ? gap * gap / 2 : bend * (Math.abs(gap) - bend / 2);
    }
  }
}
