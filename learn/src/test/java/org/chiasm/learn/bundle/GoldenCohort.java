package org.chiasm.learn.bundle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chiasm.SubjectId;
import org.chiasm.Tensor;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.survival.FollowUp;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.InputCell.Value;

/**
 * The rows on which golden bundles are fitted and predict. No patient is in them: every number
 * comes from a generator whose algorithm Java specifies, by exact arithmetic. Never to be changed,
 * since released bundles' expected predictions rest on them.
 */
final class GoldenCohort {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<FeatureRow> rows = new ArrayList<>();
  private final List<Double> risks = new ArrayList<>();

  GoldenCohort(int subjects) {
    for (int subject = 0; subject < subjects; subject++) {
      var random = new SplittableRandom(1000 + subject);
      int shade = random.nextInt(-4, 5);
      int crp = random.nextInt(1, 201);
      boolean diabetes = random.nextInt(10) < 4;
      boolean female = random.nextBoolean();
      var cells = new LinkedHashMap<String, InputCell>();
      cells.put(
          "xray",
          random.nextInt(10) == 0
              ? SyntheticCohort.missing()
              : SyntheticCohort.present(new Value.Reference(subject + "/" + shade), 1));
      cells.put(
          "crp",
          random.nextInt(7) == 0
              ? SyntheticCohort.missing()
              : SyntheticCohort.present(new Value.Numeric(crp), random.nextInt(24)));
      cells.put(
          "sex", SyntheticCohort.present(new Value.Label(female ? "female" : "male"), Double.NaN));
      cells.put("diabetes", SyntheticCohort.present(new Value.Numeric(diabetes ? 1 : 0), 100));
      var time = START.plus(Duration.ofHours(100L * subject));
      rows.add(
          new FeatureRow(
              new SubjectId(subject),
              Integer.toString(subject),
              time,
              time,
              new GateDecision.Ready(),
              cells));
      risks.add(
          shade / 8.0
              + (crp - 100) / 200.0
              + (diabetes ? 0.3 : -0.2)
              + random.nextInt(-2, 3) / 8.0);
    }
  }

  List<FeatureRow> rows() {
    return List.copyOf(rows);
  }

  /** An event where the risk is above zero; or days, growing with the risk. */
  double[] outcomes(boolean quantity) {
    return risks.stream()
        .mapToDouble(risk -> quantity ? 4 + 3 * risk : risk > 0 ? 1 : 0)
        .map(value -> quantity ? Math.max(0.25, value) : value)
        .toArray();
  }

  /** One of three classes, by rising risk. */
  double[] classes() {
    return risks.stream().mapToDouble(risk -> risk < -0.3 ? 0 : risk < 0.4 ? 1 : 2).toArray();
  }

  /** Days to the event, later for low risks; every fourth subject is lost to follow-up. */
  List<FollowUp> followUps() {
    var known = new ArrayList<FollowUp>();
    for (int row = 0; row < risks.size(); row++) {
      known.add(new FollowUp(Math.max(0.25, 6 - 3 * risks.get(row)), row % 4 != 0));
    }
    return known;
  }

  /** Each reference names the shade of a picture of 32 × 32 that is a little uneven. */
  TensorSource tensors() {
    return reference -> {
      int slash = reference.indexOf('/');
      int shade = Integer.parseInt(reference.substring(slash + 1));
      var random = new SplittableRandom(Integer.parseInt(reference.substring(0, slash)));
      var pixels = new float[32 * 32];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (32 + 2 * shade + random.nextInt(-4, 5)) / 64f;
      }
      return Optional.of(Tensor.of(pixels, 1, 32, 32));
    };
  }
}
