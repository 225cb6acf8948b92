package org.chiasm.app.series;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.InstancePixels;
import org.chiasm.connect.pixel.PhotometricInterpretation;

/** One frame of an instance as a small grey picture. */
final class Thumbnail {
  static final int SIDE = 150;
  private static final double LOW = 0.005;
  private static final double HIGH = 0.995;

  private Thumbnail() {}

  /**
   * How grey values are spread.
   *
   * @param low what is black
   * @param high what is white; not above {@code low} spreads what the picture holds
   */
  record Window(double low, double high) {
    static final Window LUNG = new Window(-1350, 150);
    static final Window SOFT = new Window(-160, 240);
    static final Window BRAIN = new Window(-10, 90);
    static final Window BONE = new Window(-500, 1300);
    static final Window OWN = new Window(0, 0);
  }

  /** Decodes and draws a frame; empty where it cannot be decoded. */
  static Optional<BufferedImage> of(Path root, ImageInstance instance, int frame, Window window) {
    try {
      var file =
          DicomReader.standard().readHeader(root.resolve(instance.attribute("ReferencedFileID")));
      var pixels = InstancePixels.of(file);
      return frame < pixels.frameCount() && pixels.image(frame) instanceof DecodedImage image
          ? Optional.of(draw(image, window))
          : Optional.empty();
    } catch (DicomFormatException | IOException unreadable) {
      return Optional.empty();
    }
  }

  private static BufferedImage draw(DecodedImage image, Window window) {
    float[] values = image.values().values();
    int samples = image.samplesPerPixel();
    var spread = window.high() > window.low() ? window : spread(values);
    boolean inverted = image.photometric() == PhotometricInterpretation.MONOCHROME1;
    double scale = (double) SIDE / Math.max(image.rows(), image.columns());
    int width = Math.max(1, (int) Math.round(image.columns() * scale));
    int height = Math.max(1, (int) Math.round(image.rows() * scale));
    var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    int left = (SIDE - width) / 2;
    int top = (SIDE - height) / 2;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double mean = mean(values, image, samples, x, y, width, height);
        double grey = (mean - spread.low()) / (spread.high() - spread.low());
        int level = (int) Math.round(255 * Math.clamp(inverted ? 1 - grey : grey, 0.0, 1.0));
        picture.setRGB(left + x, top + y, level << 16 | level << 8 | level);
      }
    }
    return picture;
  }

  /** The mean of the pixels that a pixel of the small picture stands for. */
  private static double mean(
      float[] values, DecodedImage image, int samples, int x, int y, int width, int height) {
    int top = Math.min(image.rows() - 1, y * image.rows() / height);
    int bottom = Math.max(top + 1, Math.min(image.rows(), (y + 1) * image.rows() / height));
    int left = Math.min(image.columns() - 1, x * image.columns() / width);
    int right = Math.max(left + 1, Math.min(image.columns(), (x + 1) * image.columns() / width));
    double sum = 0;
    for (int row = top; row < bottom; row++) {
      for (int i = (row * image.columns() + left) * samples;
          i < (row * image.columns() + right) * samples;
          i++) {
        sum += values[i];
      }
    }
    return sum / ((double) (bottom - top) * (right - left) * samples);
  }

  private static Window spread(float[] values) {
    float[] sorted = new float[Math.min(values.length, 20_000)];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values[(int) ((long) i * values.length / sorted.length)];
    }
    Arrays.sort(sorted);
    double low = sorted[(int) (LOW * (sorted.length - 1))];
    double high = sorted[(int) (HIGH * (sorted.length - 1))];
    return new Window(low, high > low ? high : low + 1);
  }
}
