package org.chiasm.learn.survival;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.fusion.HazardModel;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.learn.fusion.TrainingSet;

/**
 * The intervals in which hazards are told: they hold about the same number of training events each
 * and end with the risk window.
 *
 * @param ends rising, in the outcome's unit
 */
record Intervals(List<Double> ends) {
  private static final int INTERVALS_MAX = 8;
  private static final int EVENTS_MIN = 10;

  Intervals {
    ends = List.copyOf(ends);
  }

  /** Of training rows. */
  static Intervals of(List<FollowUp> training, double horizon) {
    var events =
        training.stream()
            .filter(FollowUp::event)
            .mapToDouble(FollowUp::time)
            .filter(time -> time < horizon)
            .sorted()
            .toArray();
    int count = Math.clamp(events.length / EVENTS_MIN, 1, INTERVALS_MAX);
    var ends = new ArrayList<Double>();
    for (int i = 1; i < count; i++) {
      double end = events[(int) ((long) i * events.length / count)];
      if (ends.isEmpty() || end > ends.getLast()) {
        ends.add(end);
      }
    }
    ends.add(horizon);
    return new Intervals(ends);
  }

  int count() {
    return ends.size();
  }

  /** The interval in which a time lies; an interval holds its end and not its beginning. */
  int at(double time) {
    int interval = 0;
    while (interval < ends.size() - 1 && time > ends.get(interval)) {
      interval++;
    }
    return interval;
  }

  /**
   * One line for each row and interval that it was observed in to the end, or had the event in: the
   * event is the outcome of the line.
   */
  TrainingSet personPeriods(FeatureMatrix features, List<FollowUp> followUps) {
    var rows = new ArrayList<Integer>();
    var interval = new ArrayList<Integer>();
    var outcomes = new ArrayList<Double>();
    for (int row = 0; row < followUps.size(); row++) {
      var followUp = followUps.get(row);
      int last = at(followUp.time());
      boolean whole = followUp.event() || followUp.time() >= ends.get(last);
      for (int each = 0; each <= (whole ? last : last - 1); each++) {
        rows.add(row);
        interval.add(each);
        outcomes.add(followUp.event() && each == last ? 1.0 : 0.0);
      }
    }
    var chosen = features.rows(rows.stream().mapToInt(Integer::intValue).toArray());
    return new TrainingSet(
        HazardModel.at(
            chosen, interval.stream().mapToInt(Integer::intValue).toArray(), ends.size()),
        outcomes.stream().mapToDouble(Double::doubleValue).toArray(),
        OutcomeScale.LOGIT);
  }
}
