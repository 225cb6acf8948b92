package org.chiasm.learn.survival;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The share of subjects still without what ends their time: the product-limit estimate (Kaplan and
 * Meier 1958, doi:10.1080/01621459.1958.10501452), of the event or of censoring. Immutable.
 */
final class KaplanMeier {
  private final double[] times;
  private final double[] shares;

  private KaplanMeier(double[] times, double[] shares) {
    this.times = times;
    this.shares = shares;
  }

  /** Of rows in the order of their time. */
  static final class Ordered {
    private final double[] times;
    private final boolean[] events;
    private final int[] order;

    Ordered(List<FollowUp> followUps) {
      order =
          IntStream.range(0, followUps.size())
              .boxed()
              .sorted(Comparator.comparingDouble(row -> followUps.get(row).time()))
              .mapToInt(Integer::intValue)
              .toArray();
      times = Arrays.stream(order).mapToDouble(row -> followUps.get(row).time()).toArray();
      events = new boolean[order.length];
      for (int i = 0; i < order.length; i++) {
        events[i] = followUps.get(order[i]).event();
      }
    }

    int size() {
      return order.length;
    }

    /** The row at a place. */
    int row(int place) {
      return order[place];
    }

    double time(int place) {
      return times[place];
    }

    boolean event(int place) {
      return events[place];
    }

    /**
     * The estimate with each row counted as often as its weight says. Censoring at the time of an
     * event comes after it.
     *
     * @param weights by row
     * @param ofEvent whether of the event, else of censoring
     */
    KaplanMeier estimate(int[] weights, boolean ofEvent) {
      var at = new double[order.length];
      var shares = new double[order.length];
      double left = 0;
      for (int row : order) {
        left += weights[row];
      }
      double share = 1;
      int steps = 0;
      for (int start = 0, end; start < order.length; start = end) {
        double ended = 0;
        double censored = 0;
        for (end = start; end < order.length && times[end] == times[start]; end++) {
          if (events[end]) {
            ended += weights[order[end]];
          } else {
            censored += weights[order[end]];
          }
        }
        double atRisk = ofEvent ? left : left - ended;
        double gone = ofEvent ? ended : censored;
        if (gone > 0) {
          share *= 1 - gone / atRisk;
          at[steps] = times[start];
          shares[steps++] = share;
        }
        left -= ended + censored;
      }
      return new KaplanMeier(Arrays.copyOf(at, steps), Arrays.copyOf(shares, steps));
    }
  }

  static KaplanMeier ofEvents(List<FollowUp> followUps) {
    var all = new int[followUps.size()];
    Arrays.fill(all, 1);
    return new Ordered(followUps).estimate(all, true);
  }

  /** The share left after a time. */
  double after(double time) {
    int place = Arrays.binarySearch(times, time);
    int last = place >= 0 ? place : -place - 2;
    return last < 0 ? 1 : shares[last];
  }

  /** The share left just before a time. */
  double before(double time) {
    int place = Arrays.binarySearch(times, time);
    int last = place >= 0 ? place - 1 : -place - 2;
    return last < 0 ? 1 : shares[last];
  }
}
