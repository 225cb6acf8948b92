package org.chiasm.study.file;

import java.util.List;
import java.util.Optional;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.SplitDefinition.BySite;
import org.chiasm.study.SplitDefinition.ByTime;
import org.chiasm.study.SplitDefinition.Folds;
import org.chiasm.study.SplitDefinition.Shares;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.Section;

/** Reads the section {@code split}. */
final class SplitReader {
  static final Keys SHARES =
      Keys.of("a split by shares").require("by", "seed", "train", "tuning", "held_out");
  static final Keys FOLDS = Keys.of("a split by folds").require("by", "seed", "folds");
  static final Keys SITES = Keys.of("a split by site").require("by", "seed", "site", "tuning");
  private static final Keys ANY =
      Keys.of("a split").allow("by", "seed", "folds", "train", "tuning", "held_out", "site");
  private static final String BY_TIME = "time";
  private static final String BY_SITE = "site";
  static final List<String> BY = List.of("subject", BY_TIME, BY_SITE);

  /** The largest whole number that every JSON tool reads exactly (RFC 8259 6). */
  static final long SEED_MAX = (1L << 53) - 1;

  static final int FOLDS_MIN = 3;
  static final int FOLDS_MAX = 100;

  private SplitReader() {}

  static Optional<SplitDefinition> read(Field field, InputNames inputs) {
    var present =
        field.section(
            "a split such as {by: subject, seed: 7, train: 0.6, tuning: 0.2, held_out: 0.2}");
    if (present.isEmpty()) {
      return Optional.empty();
    }
    var section = present.get().allow(ANY);
    var by = by(section);
    boolean bySite = by.equals(BY_SITE);
    boolean byFolds = !bySite && !by.equals(BY_TIME) && section.has("folds");
    section.allow(bySite ? SITES : byFolds ? FOLDS : SHARES);
    var seed =
        section
            .get("seed")
            .flatMap(each -> each.wholeNumber("a whole number that is not negative", 0, SEED_MAX));
    if (bySite) {
      return sites(section, seed, inputs);
    }
    return byFolds ? folds(section, seed) : shares(section, seed, by.equals(BY_TIME));
  }

  private static String by(Section section) {
    var by = section.get("by");
    by.filter(each -> !BY.contains(each.raw()))
        .ifPresent(
            each ->
                each.reject(
                    "subject, time or site: in any other split the same person is on both sides"
                        + " and is recognised, not predicted",
                    "subject"));
    return by.map(Field::raw).orElse("");
  }

  private static Optional<SplitDefinition> sites(
      Section section, Optional<Long> seed, InputNames inputs) {
    var input = section.get("site").flatMap(inputs::category);
    var tuning = share(section, "tuning");
    return seed.isPresent() && input.isPresent() && tuning.isPresent()
        ? Optional.of(new BySite(seed.get(), input.get(), tuning.get()))
        : Optional.empty();
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

  private static Optional<SplitDefinition> shares(
      Section section, Optional<Long> seed, boolean byTime) {
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
    return seed.map(
        present ->
            byTime
                ? new ByTime(present, train.get(), tuning.get(), heldOut.get())
                : new Shares(present, train.get(), tuning.get(), heldOut.get()));
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
