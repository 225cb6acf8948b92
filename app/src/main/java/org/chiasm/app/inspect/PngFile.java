package org.chiasm.app.inspect;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A picture as a PNG file (ISO/IEC 15948), 8 bits a channel, grey or in colour. */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int GREY = 0;
  private static final int COLOUR = 2;

  private PngFile() {}

  /**
   * The bytes of a file.
   *
   * @param values rows × columns × channels, each in [0, 1]
   * @param channels 1 or 3
   */
  static byte[] encode(float[] values, int rows, int columns, int channels) throws IOException {
    var lines = new ByteArrayOutputStream();
    try (var deflated = new DeflaterOutputStream(lines, new Deflater(6))) {
      byte[] line = new byte[1 + columns * channels];
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < columns * channels; i++) {
          line[1 + i] =
              (byte) Math.round(255 * Math.clamp(values[row * columns * channels + i], 0f, 1f));
        }
        deflated.write(line);
      }
    }
    var header = new ByteArrayOutputStream();
    var fields = new DataOutputStream(header);
    fields.writeInt(columns);
    fields.writeInt(rows);
    fields.write(new byte[] {8, (byte) (channels == 1 ? GREY : COLOUR), 0, 0, 0});
    var file = new ByteArrayOutputStream();
    file.write(SIGNATURE);
    chunk(file, "IHDR", header.toByteArray());
    chunk(file, "IDAT", lines.toByteArray());
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] content)
      throws IOException {
    var out = new DataOutputStream(file);
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var sum = new CRC32();
    sum.update(name);
    sum.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) sum.getValue());
  }
}
