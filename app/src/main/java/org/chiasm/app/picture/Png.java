package org.chiasm.app.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A picture as the bytes of a PNG file (ISO/IEC 15948); equal pictures give equal bytes. */
public final class Png {
  private Png() {}

  /** The whole file. */
  public static byte[] encode(BufferedImage picture) throws IOException {
    var bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(picture, "png", bytes)) {
      throw new IOException("This Java platform cannot write PNG");
    }
    return bytes.toByteArray();
  }

  /** The file as a {@code data:} address for a self-contained page (RFC 2397). */
  public static String dataAddress(BufferedImage picture) throws IOException {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(encode(picture));
  }
}
