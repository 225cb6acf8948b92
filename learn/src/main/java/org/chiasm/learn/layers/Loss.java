package org.chiasm.learn.layers;

/**
 * What training makes small, bound to the outcomes of some rows: a function of a row's outputs and
 * its derivative. A new kind of outcome is a new record here and nothing else in training.
 */
public sealed interface Loss permits Loss.Logistic, Loss.Huber {
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
      return weight
          * (Math.max(score, 0)
              - score * outcome
              + StrictMath.log1p(StrictMath.exp(-Math.abs(score))));
    }
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
