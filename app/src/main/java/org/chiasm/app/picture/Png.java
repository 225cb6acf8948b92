package org.chiasm.app.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import org.chiasm.connect.display.Picture;
import org.chiasm.connect.display.PngFile;

/** A drawn picture as the bytes of a PNG file; transparency is lost. */
public final class Png {
  private Png() {}

  /** The whole file. */
  public static byte[] encode(BufferedImage picture) throws IOException {
    int rows = picture.getHeight();
    int columns = picture.getWidth();
    int samples = picture.getType() == BufferedImage.TYPE_BYTE_GRAY ? 1 : 3;
    byte[] pixels = new byte[rows * columns * samples];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int at = (row * columns + column) * samples;
        if (samples == 1) {
          pixels[at] = (byte) picture.getRaster().getSample(column, row, 0);
        } else {
          int rgb = picture.getRGB(column, row);
          pixels[at] = (byte) (rgb >> 16);
          pixels[at + 1] = (byte) (rgb >> 8);
          pixels[at + 2] = (byte) rgb;
        }
      }
    }
    return PngFile.bytes(new Picture(rows, columns, samples, pixels, "as drawn"));
  }

  /** The file as a {@code data:} address for a self-contained page (RFC 2397). */
  public static String dataAddress(BufferedImage picture) throws IOException {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(encode(picture));
  }
}
