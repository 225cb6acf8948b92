package org.chiasm.learn.survival;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.learn.encode.FeatureMatrix;
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

  /** What a follow-up says of a row in these intervals. */
  TrainingSet.AtRisk atRisk(FollowUp followUp) {
    int last = at(followUp.time());
    boolean whole = followUp.event() || followUp.time() >= ends.get(last);
    return new TrainingSet.AtRisk(whole ? last + 1 : last, followUp.event());
  }

  /**
   * Rows over time.
   *
   * @param outcomes what stands for the outcome at the horizon, one for each row
   */
  TrainingSet over(FeatureMatrix features, List<FollowUp> followUps, double[] outcomes) {
    return new TrainingSet(features, outcomes, OutcomeScale.LOGIT)
        .overTime(ends, followUps.stream().map(this::atRisk).toList());
  }

  /** 1 for each follow-up that ended with the event, else 0. */
  static double[] events(List<FollowUp> followUps) {
    return followUps.stream().mapToDouble(each -> each.event() ? 1 : 0).toArray();
  }
}
