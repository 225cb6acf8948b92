package org.chiasm.imaging.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.chiasm.imaging.Vector3;

/** Resampling keeps what is where: checked on stacks of any orientation, spacing and tilt. */
class VolumePropertyTest {
  private static final float OUTSIDE = -1024;
  private static final Vector3 LEFT = new Vector3(1, 0, 0);
  private static final Vector3 BACK = new Vector3(0, 1, 0);
  private static final Vector3 HEAD = new Vector3(0, 0, 1);

  /** A stack whose slices may lie unevenly and be sheared, and what its pixels measure. */
  private static Volume resample(
      SliceStack stack, double spacing, ToDoubleFunction<Vector3> field, Random order) {
    var resampler = new StackResampler(stack, 2, spacing, OUTSIDE);
    var placed = new ArrayList<>(stack.places());
    Collections.shuffle(placed, order);
    for (var slice : placed) {
      float[] values = new float[stack.rows() * stack.columns()];
      for (int row = 0; row < stack.rows(); row++) {
        for (int column = 0; column < stack.columns(); column++) {
          var at =
              slice
                  .corner()
                  .plus(stack.toColumn().times(column * stack.columnSpacing()))
                  .plus(stack.toRow().times(row * stack.rowSpacing()));
          values[row * stack.columns() + column] = (float) field.applyAsDouble(at);
        }
      }
      resampler.add(slice.key(), values);
    }
    return resampler.finish();
  }

  private static SliceStack stack(Random random, boolean oblique, double tilt) {
    var axes = new ArrayList<>(List.of(LEFT, BACK, HEAD));
    Collections.shuffle(axes, random);
    var across = axes.get(0).times(random.nextBoolean() ? 1 : -1);
    var down = axes.get(1).times(random.nextBoolean() ? 1 : -1);
    if (oblique) {
      double angle = 0.1 + random.nextDouble() * 0.5;
      var third = across.cross(down);
      across = across.times(Math.cos(angle)).plus(third.times(Math.sin(angle)));
    }
    var normal = across.cross(down);
    var corners = new ArrayList<Vector3>();
    double place = 0;
    for (int i = 0; i < 6 + random.nextInt(8); i++) {
      corners.add(
          new Vector3(-30, 12, 55)
              .plus(normal.times(place))
              .plus(down.times(place * Math.tan(Math.toRadians(tilt)))));
      place += 1.5 + random.nextDouble() * 3;
    }
    Collections.shuffle(corners, random);
    return SliceStack.of(
        across,
        down,
        0.7 + random.nextDouble(),
        0.7 + random.nextDouble(),
        20 + random.nextInt(10),
        18 + random.nextInt(10),
        corners);
  }

  @Property(tries = 60)
  void anIndexAndItsPlaceInThePatientAreInverse(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
    var random = new Random(seed);
    var across = new Vector3(Math.cos(0.3), Math.sin(0.3), 0);
    var down = new Vector3(-Math.sin(0.3), Math.cos(0.3), 0);
    var geometry =
        new VolumeGeometry(
            new Vector3(-120.5, 33, 801),
            across,
            down,
            across.cross(down),
            new Vector3(0.7, 0.8, 2.5),
            64,
            48,
            32);
    var index = new Vector3(random.nextDouble(64), random.nextDouble(48), random.nextDouble(32));
    var back = geometry.index(geometry.patient(index.x(), index.y(), index.z()));
    assertThat(back.minus(index).length()).isLessThan(1e-9);
  }

  @Property(tries = 20)
  void aConstantStaysConstantInsideTheStack(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @DoubleRange(min = 0.6, max = 4) double spacing,
      @ForAll boolean oblique,
      @ForAll @IntRange(min = -25, max = 25) int tilt) {
    var random = new Random(seed);
    var stack = stack(random, oblique, tilt);
    var volume = resample(stack, spacing, _ -> 42, random);
    int inside = 0;
    for (float value : volume.voxels()) {
      assertThat(value).isBetween(OUTSIDE - 0.01f, 42.01f);
      inside += Math.abs(value - 42) < 0.01 ? 1 : 0;
    }
    assertThat(inside).isPositive();
    if (!oblique && tilt == 0) {
      assertThat(inside).isEqualTo(volume.voxels().length);
    }
  }

  @Property(tries = 20)
  void aRampOverThePatientIsReproducedInsideTheStack(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @DoubleRange(min = 0.6, max = 4) double spacing,
      @ForAll boolean oblique,
      @ForAll @IntRange(min = -20, max = 20) int tilt) {
    var random = new Random(seed);
    var stack = stack(random, oblique, tilt);
    ToDoubleFunction<Vector3> ramp = at -> 3 * at.x() - 2 * at.y() + 5 * at.z();
    var volume = resample(stack, spacing, ramp, random);
    double margin = 1.5 * spacing;
    int checked = 0;
    for (int z = 0; z < volume.geometry().slices(); z++) {
      for (int y = 0; y < volume.geometry().rows(); y++) {
        for (int x = 0; x < volume.geometry().columns(); x++) {
          var at = volume.geometry().patient(x, y, z);
          if (isWellInside(stack, at, margin)) {
            checked++;
            assertThat((double) volume.at(x, y, z)).isCloseTo(ramp.applyAsDouble(at), within(0.05));
          }
        }
      }
    }
    assertThat(checked + (spacing > 2 || Math.abs(tilt) > 5 ? 1 : 0)).isPositive();
  }

  private static boolean isWellInside(SliceStack stack, Vector3 at, double margin) {
    double place = at.dot(stack.normal());
    boolean between =
        place > stack.places().getFirst().place() + margin
            && place < stack.places().getLast().place() - margin;
    double u = at.dot(stack.toColumn());
    double v = at.dot(stack.toRow());
    return between
        && stack.places().stream()
            .allMatch(
                slice -> {
                  double u0 = slice.corner().dot(stack.toColumn());
                  double v0 = slice.corner().dot(stack.toRow());
                  return u > u0 + margin
                      && u < u0 + (stack.columns() - 1) * stack.columnSpacing() - margin
                      && v > v0 + margin
                      && v < v0 + (stack.rows() - 1) * stack.rowSpacing() - margin;
                });
  }

  @Property(tries = 12)
  void aBallIsFoundWithinHalfAVoxelOfWhereItWas(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @DoubleRange(min = 0.8, max = 2) double spacing,
      @ForAll boolean oblique) {
    var random = new Random(seed);
    var across = oblique ? new Vector3(Math.cos(0.2), 0, Math.sin(0.2)) : LEFT;
    var corners = new ArrayList<Vector3>();
    var normal = across.cross(BACK);
    for (int i = 0; i < 30; i++) {
      corners.add(new Vector3(-20, -20, -15).plus(normal.times(i)));
    }
    var stack = SliceStack.of(across, BACK, 0.8, 0.8, 50, 50, corners);
    var ball =
        corners
            .get(15)
            .plus(across.times(19 + random.nextDouble()))
            .plus(BACK.times(19 + random.nextDouble()));
    var volume =
        resample(stack, spacing, at -> Math.max(0, 1 - at.minus(ball).length() / 6), random);
    var sum = new Vector3(0, 0, 0);
    double mass = 0;
    for (int z = 0; z < volume.geometry().slices(); z++) {
      for (int y = 0; y < volume.geometry().rows(); y++) {
        for (int x = 0; x < volume.geometry().columns(); x++) {
          double value = Math.max(0, volume.at(x, y, z));
          sum = sum.plus(volume.geometry().patient(x, y, z).times(value));
          mass += value;
        }
      }
    }
    assertThat(sum.times(1 / mass).minus(ball).length()).isLessThan(spacing / 2);
  }

  @Property(tries = 40)
  void aBoxAroundAPlaceKeepsThePatientCoordinatesOfItsVoxels(
      @ForAll @IntRange(min = 1, max = 40) int side,
      @ForAll @DoubleRange(min = -30, max = 30) double x,
      @ForAll @DoubleRange(min = -30, max = 30) double z) {
    var geometry = VolumeGeometry.axial(new Vector3(-10, -11, -12), 1.5, 14, 15, 16);
    float[] voxels = new float[14 * 15 * 16];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = i;
    }
    var volume = new Volume(geometry, voxels);
    var box = volume.around(new Vector3(x, 0, z), side, side, side, -1);
    for (int i = 0; i < side; i++) {
      var index = geometry.index(box.geometry().patient(i, i, i));
      int column = (int) Math.round(index.x());
      int row = (int) Math.round(index.y());
      int slice = (int) Math.round(index.z());
      boolean inside =
          column >= 0 && row >= 0 && slice >= 0 && column < 14 && row < 15 && slice < 16;
      assertThat(box.at(i, i, i)).isEqualTo(inside ? volume.at(column, row, slice) : -1);
    }
  }
}
