package org.chiasm.study.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.chiasm.study.TensorRule;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.Section;

/** Reads the shape in which an image input's pixels reach its encoder. */
final class TensorRuleReader {
  static final Keys KEYS = Keys.of("a tensor").allow("spacing", "shape", "tiles", "seed");
  static final int EXTENT_MAX = 1024;
  static final int TILES_MAX = 256;
  static final int SLICES_MIN = 4;

  private static final long VALUES_MAX = 1L << 27;
  private static final double MILLIMETRES_MIN = 0.05;
  private static final double MILLIMETRES_MAX = 20;
  private static final double MICROMETRES_MIN = 0.1;
  private static final double MICROMETRES_MAX = 50;
  private static final String WHAT =
      "{spacing: \"1.5 mm\", shape: [96, 224, 224]} for a volume, {shape: [512, 512]} for a"
          + " radiograph, or {tiles: 16, spacing: \"0.5 um\"} for a slide";

  private TensorRuleReader() {}

  /** The rule; empty where it has problems, all of which are reported. */
  static Optional<TensorRule> read(Field field) {
    var section = field.section(WHAT).map(present -> present.allow(KEYS));
    if (section.isEmpty()) {
      return Optional.empty();
    }
    var present = section.get();
    if (present.has("tiles")) {
      return tiles(present);
    }
    present.get("seed").ifPresent(seed -> seed.rejectKey("a seed", "a seed only with tiles", ""));
    if (!present.has("shape")) {
      if (present.isWhole()) {
        field.reject("a tensor without shape or tiles", WHAT, "");
      }
      return Optional.empty();
    }
    var shape = present.get("shape").map(TensorRuleReader::shape).orElse(List.of());
    if (shape.size() == 2) {
      present
          .get("spacing")
          .ifPresent(
              spacing ->
                  spacing.rejectKey(
                      "a spacing with a shape of two numbers",
                      "no spacing: a radiograph is scaled until it fits",
                      ""));
      return Optional.of(new TensorRule.RadiographOf(shape.get(0), shape.get(1)));
    }
    if (!present.has("spacing") && shape.size() == 3) {
      field.reject("a shape of three numbers without spacing", WHAT, "");
    }
    var spacing =
        present
            .get("spacing")
            .flatMap(
                each ->
                    length(
                        each,
                        "mm",
                        MILLIMETRES_MIN,
                        MILLIMETRES_MAX,
                        "a voxel's size, 0.05 to 20 mm, such as \"1.5 mm\""));
    return shape.size() == 3 && spacing.isPresent()
        ? Optional.of(
            new TensorRule.VolumeAt(spacing.get(), shape.get(0), shape.get(1), shape.get(2)))
        : Optional.empty();
  }

  private static Optional<TensorRule> tiles(Section section) {
    section
        .get("shape")
        .ifPresent(
            shape -> shape.rejectKey("a shape with tiles", "no shape: a tile is 256 x 256", ""));
    var count =
        section
            .get("tiles")
            .flatMap(each -> each.wholeNumber("how many tiles, 1 to " + TILES_MAX, 1, TILES_MAX));
    var seed =
        section
            .get("seed")
            .flatMap(
                each ->
                    each.wholeNumber(
                        "a seed, 0 to " + SplitReader.SEED_MAX, 0, SplitReader.SEED_MAX));
    if (!section.has("spacing") && section.isWhole()) {
      section.field().reject("tiles without spacing", WHAT, "");
    }
    var spacing =
        section
            .get("spacing")
            .flatMap(
                each ->
                    length(
                        each,
                        "um",
                        MICROMETRES_MIN,
                        MICROMETRES_MAX,
                        "a pixel's size, 0.1 to 50 um, such as \"0.5 um\""));
    return count.isPresent() && spacing.isPresent()
        ? Optional.of(
            new TensorRule.TilesAt(
                Math.toIntExact(count.get()),
                spacing.get(),
                seed.map(OptionalLong::of).orElse(OptionalLong.empty())))
        : Optional.empty();
  }

  private static List<Integer> shape(Field field) {
    var items = field.items("slices, rows and columns, or rows and columns");
    var shape = new ArrayList<Integer>();
    long values = 1;
    for (var item : items) {
      var extent = item.wholeNumber("an extent, 1 to " + EXTENT_MAX, 1, EXTENT_MAX);
      if (extent.isPresent()) {
        shape.add(Math.toIntExact(extent.get()));
        values *= extent.get();
      }
      if (values > VALUES_MAX) {
        field.reject("more than " + VALUES_MAX + " voxels", "a smaller shape", "");
        return List.of();
      }
    }
    if (shape.size() != items.size()) {
      return List.of();
    }
    if (!items.isEmpty() && items.size() != 2 && items.size() != 3) {
      field.reject(
          "a list of " + items.size(), "slices, rows and columns, or rows and columns", "");
      return List.of();
    }
    if (shape.size() == 3 && shape.getFirst() < SLICES_MIN) {
      items
          .getFirst()
          .reject("at least " + SLICES_MIN + " slices, which tell a volume from colours");
      return List.of();
    }
    return shape;
  }

  private static Optional<Double> length(
      Field field, String unit, double least, double most, String expected) {
    var length = Spelling.compared("= " + field.raw().strip());
    if (length.isEmpty()
        || !length.get().unit().equals(unit)
        || !(length.get().value() >= least)
        || !(length.get().value() <= most)) {
      field.reject(
          expected,
          length.isPresent() && length.get().unit().isEmpty()
              ? field.raw().strip() + " " + unit
              : "");
      return Optional.empty();
    }
    return Optional.of(length.get().value());
  }
}
