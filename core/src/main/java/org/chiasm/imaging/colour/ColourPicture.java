package org.chiasm.imaging.colour;

import org.chiasm.Tensor;
import org.chiasm.imaging.volume.PlaneScaling;

/**
 * A picture in red, green and blue, each in [0, 1]. Owns its numbers; callers do not write to them.
 */
public final class ColourPicture {
  private static final int CHANNELS = 3;

  private final int rows;
  private final int columns;
  private final float[] rgb;

  /**
   * A picture over {@code rgb}.
   *
   * @param rgb red, green and blue of each pixel, row by row
   * @throws IllegalArgumentException if there are more or fewer numbers than the size wants
   */
  public ColourPicture(int rows, int columns, float[] rgb) {
    if (rows <= 0 || columns <= 0 || (long) rows * columns * CHANNELS != rgb.length) {
      throw new IllegalArgumentException(
          "A colour picture of " + rows + " by " + columns + " cannot have " + rgb.length);
    }
    this.rows = rows;
    this.columns = columns;
    this.rgb = rgb;
  }

  /**
   * A picture of stored numbers.
   *
   * @param stored red, green and blue of each pixel
   * @param brightest becomes 1
   */
  public static ColourPicture of(int rows, int columns, float[] stored, float brightest) {
    float[] rgb = new float[rows * columns * CHANNELS];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = Math.clamp(stored[i] / brightest, 0, 1);
    }
    return new ColourPicture(rows, columns, rgb);
  }

  /**
   * A grey picture as three equal channels.
   *
   * @param stored one number for each pixel
   * @param brightest becomes 1
   * @param negative whether low numbers are bright
   */
  public static ColourPicture ofGrey(
      int rows, int columns, float[] stored, float brightest, boolean negative) {
    float[] rgb = new float[rows * columns * CHANNELS];
    for (int i = 0; i < rgb.length; i++) {
      float value = stored[i / CHANNELS] / brightest;
      rgb[i] = Math.clamp(negative ? 1 - value : value, 0, 1);
    }
    return new ColourPicture(rows, columns, rgb);
  }

  /** Height. */
  public int rows() {
    return rows;
  }

  /** Width. */
  public int columns() {
    return columns;
  }

  /** One number: channel 0 is red, 1 green, 2 blue. */
  public float at(int row, int column, int channel) {
    return rgb[(row * columns + column) * CHANNELS + channel];
  }

  /** The mean of red, green and blue. */
  public float grey(int row, int column) {
    int at = (row * columns + column) * CHANNELS;
    return (rgb[at] + rgb[at + 1] + rgb[at + 2]) / CHANNELS;
  }

  /** Rows × columns × channels; not a copy. */
  public float[] rgb() {
    return rgb;
  }

  /** A part of it; what lies outside is filled with one value. */
  public ColourPicture part(int top, int left, int height, int width, float outside) {
    float[] kept = new float[height * width * CHANNELS];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        boolean inside =
            top + row >= 0 && top + row < rows && left + column >= 0 && left + column < columns;
        for (int channel = 0; channel < CHANNELS; channel++) {
          kept[(row * width + column) * CHANNELS + channel] =
              inside ? at(top + row, left + column, channel) : outside;
        }
      }
    }
    return new ColourPicture(height, width, kept);
  }

  /** The whole of it at another size: means where it shrinks, straight lines where it grows. */
  public ColourPicture scaled(int height, int width) {
    if (height == rows && width == columns) {
      return this;
    }
    float[] scaled = new float[height * width * CHANNELS];
    for (int channel = 0; channel < CHANNELS; channel++) {
      float[] plane = PlaneScaling.scaled(channel(channel), rows, columns, height, width);
      for (int i = 0; i < plane.length; i++) {
        scaled[i * CHANNELS + channel] = plane[i];
      }
    }
    return new ColourPicture(height, width, scaled);
  }

  /** The numbers of one channel. */
  public float[] channel(int channel) {
    float[] plane = new float[rows * columns];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = rgb[i * CHANNELS + channel];
    }
    return plane;
  }

  /** As {@code [3, rows, columns]}. */
  public Tensor tensor() {
    float[] planes = new float[rgb.length];
    for (int channel = 0; channel < CHANNELS; channel++) {
      System.arraycopy(channel(channel), 0, planes, channel * rows * columns, rows * columns);
    }
    return Tensor.of(planes, CHANNELS, rows, columns);
  }
}
