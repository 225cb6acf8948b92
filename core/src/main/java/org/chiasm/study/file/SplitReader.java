package org.chiasm.study.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.SplitDefinition.Folds;
import org.chiasm.study.SplitDefinition.Shares;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.Section;

/** Reads the section {@code split}. */
final class SplitReader {
  static final Keys SHARES =
      Keys.of("a split by shares")
          .require("by", "seed", "train", "tuning", "held_out")
          .allow("temporal");
  static final Keys FOLDS = Keys.of("a split by folds").require("by", "seed", "folds");
  private static final Keys ANY =
      Keys.of("a split").allow("by", "seed", "folds", "train", "tuning", "held_out", "temporal");
  static final Map<String, Boolean> TEMPORAL = Map.of("first_prediction", true);
  static final List<String> BY = List.of("subject");

  /** The largest whole number that every JSON tool reads exactly (RFC 8259 6). */
  static final long SEED_MAX = (1L << 53) - 1;

  static final int FOLDS_MIN = 3;
  static final int FOLDS_MAX = 100;

  private SplitReader() {}

  static Optional<SplitDefinition> read(Field field) {
    var section =
        field.section(
            "a split such as {by: subject, seed: 7, train: 0.6, tuning: 0.2, held_out: 0.2}");
    if (section.isEmpty()) {
      return Optional.empty();
    }
    section.get().allow(ANY);
    var isFolds = section.get().has("folds");
    section.get().allow(isFolds ? FOLDS : SHARES);
    section
        .get()
        .get("by")
        .filter(by -> !BY.contains(by.raw()))
        .ifPresent(
            by ->
                by.reject(
                    "subject: in any other split the same person is on both sides and is"
                        + " recognised, not predicted",
                    "subject"));
    var seed =
        section
            .get()
            .get("seed")
            .flatMap(each -> each.wholeNumber("a whole number that is not negative", 0, SEED_MAX));
    return isFolds ? folds(section.get(), seed) : shares(section.get(), seed);
  }

  private static Optional<SplitDefinition> folds(Section section, Optional<Long> seed) {
    var folds =
        section
            .get("folds")
            .flatMap(
                field ->
                    field.wholeNumber(
                        "a whole number from " + FOLDS_MIN + " to " + FOLDS_MAX,
                        FOLDS_MIN,
                        FOLDS_MAX));
    return seed.isPresent() && folds.isPresent()
        ? Optional.of(new Folds(seed.get(), Math.toIntExact(folds.get())))
        : Optional.empty();
  }

  private static Optional<SplitDefinition> shares(Section section, Optional<Long> seed) {
    var train = share(section, "train");
    var tuning = share(section, "tuning");
    var heldOut = share(section, "held_out");
    if (train.isEmpty() || tuning.isEmpty() || heldOut.isEmpty()) {
      return Optional.empty();
    }
    double sum = train.get() + tuning.get() + heldOut.get();
    if (Math.abs(sum - 1) > 1e-9) {
      section
          .field()
          .rejectKey(
              "shares that sum to " + Math.round(sum * 1e6) / 1e6,
              "train, tuning and held_out to sum to 1",
              "");
      return Optional.empty();
    }
    boolean temporal =
        section.get("temporal").flatMap(field -> field.oneOf(TEMPORAL)).orElse(false);
    return seed.map(
        present -> new Shares(present, train.get(), tuning.get(), heldOut.get(), temporal));
  }

  private static Optional<Double> share(Section section, String key) {
    var field = section.get(key);
    var share = field.flatMap(each -> each.number("a share between 0 and 1"));
    if (share.isPresent() && !(share.get() > 0 && share.get() < 1)) {
      field.get().reject("a share between 0 and 1");
      return Optional.empty();
    }
    return share;
  }
}
