package org.chiasm.app.explain;

import java.util.Locale;

/** An explained row as lines of text. */
public final class ExplanationText {
  private ExplanationText() {}

  /** What is predicted, then the tree of contributions. */
  public static String of(ExplainedRow explained) {
    return String.format(
            Locale.ROOT,
            "%s%nrow %d, %s: %s %.4f, without any input %.4f; contributions are %s%n%n",
            explained.study().question(),
            explained.position(),
            explained.strategy(),
            explained.what(),
            explained.prediction(),
            explained.basePrediction(),
            switch (explained.scale()) {
              case LOGIT -> "differences of log odds";
              case LINEAR -> "in the unit of the prediction";
              case LOGARITHMIC -> "differences of ln(1 + prediction)";
            })
        + explained.root();
  }
}
