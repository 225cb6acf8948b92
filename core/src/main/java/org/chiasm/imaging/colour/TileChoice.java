package org.chiasm.imaging.colour;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Which tiles of a slide a model reads: of the tiles on a regular grid those with enough tissue, as
 * many as asked, spread evenly over them or drawn with a seed. The same mask gives the same tiles.
 */
public final class TileChoice {
  /** A tile needs this share of tissue. */
  public static final double ENOUGH_TISSUE = 0.5;

  /** Where too few have enough, the fullest of those with this share follow. */
  public static final double SOME_TISSUE = 0.1;

  private TileChoice() {}

  /**
   * The tiles, from top to bottom and left to right; fewer than asked where there is less tissue.
   *
   * @param mask over the whole matrix
   * @param heightMicrometres of the matrix
   * @param widthMicrometres of the matrix
   * @param tileMicrometres side of a tile
   * @param count how many at most, positive
   * @param seed draws them at random; empty spreads them evenly
   */
  public static List<TilePosition> of(
      TissueMask mask,
      double heightMicrometres,
      double widthMicrometres,
      double tileMicrometres,
      int count,
      OptionalLong seed) {
    if (!(tileMicrometres > 0) || count <= 0) {
      throw new IllegalArgumentException(
          "Tiles need a positive side and number, got " + tileMicrometres + " and " + count);
    }
    double perRow = mask.rows() / heightMicrometres;
    double perColumn = mask.columns() / widthMicrometres;
    var full = new ArrayList<TilePosition>();
    var some = new ArrayList<TilePosition>();
    for (double top = 0; top < heightMicrometres; top += tileMicrometres) {
      for (double left = 0; left < widthMicrometres; left += tileMicrometres) {
        double share =
            mask.share(
                top * perRow,
                left * perColumn,
                tileMicrometres * perRow,
                tileMicrometres * perColumn);
        if (share >= SOME_TISSUE) {
          (share >= ENOUGH_TISSUE ? full : some).add(new TilePosition(top, left, share));
        }
      }
    }
    var chosen = new ArrayList<TilePosition>();
    if (full.size() > count) {
      if (seed.isPresent()) {
        Collections.shuffle(full, new Random(seed.getAsLong()));
        chosen.addAll(full.subList(0, count));
      } else {
        for (int i = 0; i < count; i++) {
          chosen.add(full.get((int) ((i + 0.5) * full.size() / count)));
        }
      }
    } else {
      chosen.addAll(full);
      some.sort(Comparator.comparingDouble(TilePosition::tissueShare).reversed());
      chosen.addAll(some.subList(0, Math.min(some.size(), count - full.size())));
    }
    chosen.sort(
        Comparator.comparingDouble(TilePosition::topMicrometres)
            .thenComparingDouble(TilePosition::leftMicrometres));
    return chosen;
  }
}
