package org.chiasm.learn.multiclass;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.Readiness;
import org.chiasm.learn.evaluate.Judge;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.StudyDefinition;

/**
 * The rows of a cohort that the gate lets pass and whose class is known.
 *
 * @param classes of each row its place in the study's list of classes
 * @param withoutOutcome how many were not observed for long enough
 * @param notReady how many the gate stops
 */
public record ClassRows(
    List<FeatureRow> rows, List<Integer> classes, int withoutOutcome, int notReady) {
  /** Copies the lists. */
  public ClassRows {
    rows = List.copyOf(rows);
    classes = List.copyOf(classes);
    if (rows.size() != classes.size()) {
      throw new IllegalArgumentException(
          rows.size() + " rows were given " + classes.size() + " classes");
    }
  }

  /**
   * Sorts rows out.
   *
   * @param count how many classes the study has
   * @throws IllegalArgumentException if an outcome is none of their places
   */
  public static ClassRows of(Iterable<LabelledRow> given, int count) {
    var rows = new ArrayList<FeatureRow>();
    var classes = new ArrayList<Integer>();
    int without = 0;
    int notReady = 0;
    for (var each : given) {
      if (!(each.outcome() instanceof Outcome.Observed(double value))) {
        without++;
      } else if (each.row().decision().readiness() != Readiness.READY) {
        notReady++;
      } else {
        int place = (int) value;
        if (place != value || place < 0 || place >= count) {
          throw new IllegalArgumentException(
              "a row has the outcome "
                  + value
                  + ", expected the place of one of "
                  + count
                  + " classes, 0 to "
                  + (count - 1)
                  + "; make the rows again with this study file");
        }
        rows.add(each.row());
        classes.add(place);
      }
    }
    return new ClassRows(rows, classes, without, notReady);
  }

  /** How many rows are of each of so many classes. */
  public List<Integer> counts(int count) {
    var counts = new ArrayList<Integer>();
    for (int place = 0; place < count; place++) {
      int wanted = place;
      counts.add((int) classes.stream().filter(each -> each == wanted).count());
    }
    return counts;
  }

  /** 1 for each row of a class, else 0. */
  public double[] against(int place) {
    return classes.stream().mapToDouble(each -> each == place ? 1 : 0).toArray();
  }

  /** The places as numbers. */
  public double[] places() {
    return classes.stream().mapToDouble(Integer::doubleValue).toArray();
  }

  /**
   * Judges predicted probabilities of these rows by every {@link MultiClassMetric}; predictions are
   * classes by rows.
   */
  public Judge judge(StudyDefinition study) {
    return new Judge(
        probabilities -> new JudgedClasses(classes, probabilities),
        rows.stream().map(FeatureRow::subject).toList(),
        study.evaluate().bootstrap(),
        study.split().seed());
  }

  /** Some of the rows. */
  ClassRows at(List<Integer> chosen) {
    return new ClassRows(
        chosen.stream().map(rows::get).toList(),
        chosen.stream().map(classes::get).toList(),
        withoutOutcome,
        notReady);
  }
}
