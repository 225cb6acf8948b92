package org.chiasm.learn.survival;

import java.util.Locale;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.Metric;

/**
 * A figure of merit of predicted risk against follow-up that may be censored; docs/EVALUATION.md
 * has the formulas.
 */
public enum SurvivalMetric implements Measure {
  /**
   * Share of the pairs in which one is known to have had the event first that the risk by the
   * horizon puts in that order, each weighted by how seldom so long a follow-up is (Uno et al.
   * 2011, doi:10.1002/sim.4154).
   */
  CONCORDANCE_UNO(Metric.Better.HIGHER),
  /** The same without weights (Harrell et al. 1982, doi:10.1001/jama.1982.03320430047030). */
  CONCORDANCE_HARRELL(Metric.Better.HIGHER),
  /**
   * Mean squared difference of risk and event over all times up to the horizon, weighted for
   * censoring (Graf et al. 1999, doi:10.1002/(SICI)1097-0258(19990915/30)18:17/18<2529>3.0.CO;2-5).
   */
  INTEGRATED_BRIER(Metric.Better.LOWER),
  /** The same at the horizon alone. */
  BRIER_AT_HORIZON(Metric.Better.LOWER),
  /**
   * Share with the event by the horizon, after Kaplan and Meier, less the mean risk; 0 is ideal.
   */
  OBSERVED_LESS_PREDICTED(Metric.Better.NEITHER);

  private final Metric.Better better;

  SurvivalMetric(Metric.Better better) {
    this.better = better;
  }

  @Override
  public Metric.Better better() {
    return better;
  }

  @Override
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
