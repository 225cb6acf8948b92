package org.chiasm.connect.display;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes pictures of 8 bits, grey or in colour (PNG, ISO/IEC 15948). */
public final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int GREY = 0;
  private static final int TRUE_COLOR = 2;

  private PngFile() {}

  /**
   * Writes a picture, replacing a file that is there.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Picture picture, Path file) throws IOException {
    Files.write(file, bytes(picture));
  }

  /** The bytes of the file. */
  public static byte[] bytes(Picture picture) throws IOException {
    var file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    var header = new ByteArrayOutputStream();
    var head = new DataOutputStream(header);
    head.writeInt(picture.columns());
    head.writeInt(picture.rows());
    head.write(new byte[] {8, (byte) (picture.samples() == 1 ? GREY : TRUE_COLOR), 0, 0, 0});
    chunk(file, "IHDR", header.toByteArray());
    chunk(file, "IDAT", deflated(picture));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] deflated(Picture picture) throws IOException {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
    try {
      var into = new ByteArrayOutputStream();
      var out = new DeflaterOutputStream(into, deflater);
      int width = picture.columns() * picture.samples();
      for (int row = 0; row < picture.rows(); row++) {
        out.write(0);
        out.write(picture.pixels(), row * width, width);
      }
      out.finish();
      return into.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] body)
      throws IOException {
    var out = new DataOutputStream(file);
    byte[] name = type.getBytes(US_ASCII);
    var sum = new CRC32();
    sum.update(name);
    sum.update(body);
    out.writeInt(body.length);
    out.write(name);
    out.write(body);
    out.writeInt((int) sum.getValue());
  }
}
