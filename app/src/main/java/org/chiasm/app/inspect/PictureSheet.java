package org.chiasm.app.inspect;

import java.util.Arrays;
import java.util.List;
import org.chiasm.connect.display.Picture;
import org.chiasm.imaging.volume.Volume;

/**
 * Pictures side by side.
 *
 * @param rows height
 * @param columns width
 * @param channels 1 or 3
 * @param values rows × columns × channels in [0, 1]
 */
@SuppressWarnings("ArrayRecordComponent")
record PictureSheet(int rows, int columns, int channels, float[] values) {
  private static final double LOW_HU = -1000;
  private static final double HIGH_HU = 400;

  /** Pictures in rows of so many, each in a cell as large as the largest. */
  static PictureSheet of(List<PictureSheet> pictures, int perRow) {
    int height = pictures.stream().mapToInt(PictureSheet::rows).max().orElse(1);
    int width = pictures.stream().mapToInt(PictureSheet::columns).max().orElse(1);
    int channels = pictures.getFirst().channels();
    int across = Math.min(perRow, pictures.size());
    int down = (pictures.size() + perRow - 1) / perRow;
    float[] all = new float[down * height * across * width * channels];
    for (int i = 0; i < pictures.size(); i++) {
      var picture = pictures.get(i);
      for (int row = 0; row < picture.rows(); row++) {
        System.arraycopy(
            picture.values(),
            row * picture.columns() * channels,
            all,
            ((i / perRow * height + row) * across * width + i % perRow * width) * channels,
            picture.columns() * channels);
      }
    }
    return new PictureSheet(down * height, across * width, channels, all);
  }

  /** The middle axial, coronal and sagittal plane, head up; CT from -1000 to 400 HU. */
  static PictureSheet planes(Volume volume, boolean ct) {
    var geometry = volume.geometry();
    float[] sorted = volume.voxels().clone();
    Arrays.sort(sorted);
    double low = ct ? LOW_HU : sorted[(int) (0.005 * (sorted.length - 1))];
    double high = ct ? HIGH_HU : sorted[(int) (0.995 * (sorted.length - 1))];
    int columns = geometry.columns();
    int rows = geometry.rows();
    int slices = geometry.slices();
    float[] axial = new float[rows * columns];
    float[] coronal = new float[slices * columns];
    float[] sagittal = new float[slices * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        axial[row * columns + column] = grey(volume.at(column, row, slices / 2), low, high);
      }
    }
    for (int slice = 0; slice < slices; slice++) {
      int line = slices - 1 - slice;
      for (int column = 0; column < columns; column++) {
        coronal[line * columns + column] = grey(volume.at(column, rows / 2, slice), low, high);
      }
      for (int row = 0; row < rows; row++) {
        sagittal[line * rows + row] = grey(volume.at(columns / 2, row, slice), low, high);
      }
    }
    return of(
        List.of(
            new PictureSheet(rows, columns, 1, axial),
            new PictureSheet(slices, columns, 1, coronal),
            new PictureSheet(slices, rows, 1, sagittal)),
        3);
  }

  /** As bytes of a picture. */
  Picture picture() {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) Math.round(255 * Math.clamp(values[i], 0f, 1f));
    }
    return new Picture(rows, columns, channels, pixels, "as drawn");
  }

  private static float grey(float value, double low, double high) {
    return high > low ? (float) Math.clamp((value - low) / (high - low), 0, 1) : 0;
  }
}
