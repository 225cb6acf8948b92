package org.chiasm.imaging.colour;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.Tensor;

/**
 * A photograph of the fundus, cropped to its field and brought to one size, with how well it was
 * taken. Colours are kept as taken: they are signs of disease.
 *
 * @param picture 256 × 256, the field's square centred, black around it
 * @param field where it lay in the original
 * @param brightness mean of the green channel within the disc, 0 to 1
 * @param sharpness mean absolute Laplacian of the green channel within the disc divided by its
 *     standard deviation there; about 0 where blurred
 */
public record FundusPhotograph(
    ColourPicture picture, FundusField field, double brightness, double sharpness) {
  /** Rows and columns of the tensor. */
  public static final int SIZE = 256;

  private static final double DARK_BELOW = 0.08;
  private static final double BRIGHT_ABOVE = 0.85;
  private static final double BLURRED_BELOW = 0.10;
  private static final double LEAST_LIT = 0.75;
  private static final double INNER = 0.9;

  /** The photograph that a picture in colour shows. */
  public static FundusPhotograph of(ColourPicture original) {
    var field = FundusField.of(original);
    int side = field.side();
    int top = (field.top() + field.bottom() - side) / 2;
    int left = (field.left() + field.right() - side) / 2;
    var picture = original.part(top, left, side, side, 0).scaled(SIZE, SIZE);
    double sum = 0;
    double squares = 0;
    double edges = 0;
    int count = 0;
    double radius = INNER * SIZE / 2;
    for (int row = 1; row < SIZE - 1; row++) {
      for (int column = 1; column < SIZE - 1; column++) {
        if (Math.hypot(row + 0.5 - SIZE / 2.0, column + 0.5 - SIZE / 2.0) < radius) {
          double green = picture.at(row, column, 1);
          sum += green;
          squares += green * green;
          edges +=
              Math.abs(
                  4 * green
                      - picture.at(row - 1, column, 1)
                      - picture.at(row + 1, column, 1)
                      - picture.at(row, column - 1, 1)
                      - picture.at(row, column + 1, 1));
          count++;
        }
      }
    }
    double mean = sum / count;
    double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
    return new FundusPhotograph(
        picture, field, mean, deviation < 1e-6 ? 0 : edges / count / deviation);
  }

  /** As {@code [3, 256, 256]}: red, green, blue in [0, 1]. */
  public Tensor tensor() {
    return picture.tensor();
  }

  /** What is wrong with it, in words; empty for a good one. */
  public List<String> flaws() {
    var flaws = new ArrayList<String>();
    if (brightness < DARK_BELOW) {
      flaws.add(words("too dark (mean green %.2f)", brightness));
    }
    if (brightness > BRIGHT_ABOVE) {
      flaws.add(words("too bright (mean green %.2f)", brightness));
    }
    if (sharpness < BLURRED_BELOW) {
      flaws.add(words("blurred (sharpness %.3f)", sharpness));
    }
    if (field.isCut() || field.litShare() < LEAST_LIT) {
      flaws.add(
          words("the field is cut or shaded (%.0f %% of the disc is lit)", 100 * field.litShare()));
    }
    return flaws;
  }

  private static String words(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
