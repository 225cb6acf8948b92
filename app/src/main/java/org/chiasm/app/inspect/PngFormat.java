package org.chiasm.app.inspect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes pictures as PNG (ISO/IEC 15948): 8 bit RGB, filter type up, one data chunk. */
final class PngFormat {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private PngFormat() {}

  static byte[] encode(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    var rows = new byte[height * (1 + 3 * width)];
    int at = 0;
    for (int y = 0; y < height; y++) {
      rows[at++] = 2;
      for (int x = 0; x < width; x++) {
        int pixel = image.getRGB(x, y);
        int above = y == 0 ? 0 : image.getRGB(x, y - 1);
        for (int shift = 16; shift >= 0; shift -= 8) {
          rows[at++] = (byte) (((pixel >> shift) & 0xff) - (y == 0 ? 0 : (above >> shift) & 0xff));
        }
      }
    }
    var file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    chunk(
        file,
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array());
    chunk(file, "IDAT", deflated(rows));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] deflated(byte[] rows) {
    var packed = new ByteArrayOutputStream();
    try (var deflater = new Deflater()) {
      deflater.setInput(rows);
      deflater.finish();
      var buffer = new byte[1 << 16];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return packed.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
    var crc = new CRC32();
    crc.update(type.getBytes(US_ASCII));
    crc.update(content);
    file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    file.writeBytes(type.getBytes(US_ASCII));
    file.writeBytes(content);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
