package org.chiasm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The {@code .npy} file format, version 1.0, for 32-bit floats in C order (NumPy Enhancement
 * Proposal 1): how tensors are kept beside a record and read by other tools.
 */
public final class NpyFormat {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");
  private static final int ALIGNMENT = 64;

  private NpyFormat() {}

  /** The whole file for a tensor; equal tensors give equal bytes. */
  public static byte[] encode(Tensor tensor) {
    var shape = tensor.shape();
    String extents =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    if (shape.length == 1) {
      extents += ",";
    }
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + extents + "), }";
    int unpadded = MAGIC.length + 2 + header.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    header = header + " ".repeat(padding) + "\n";
    var values = tensor.values();
    var buffer =
        ByteBuffer.allocate(MAGIC.length + 2 + header.length() + values.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).putShort((short) header.length()).put(header.getBytes(US_ASCII));
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  /**
   * Reads a file that {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is not version 1.0, not little-endian 32-bit floats in C
   *     order, or cut short
   */
  public static Tensor decode(byte[] file) {
    if (file.length < MAGIC.length + 2
        || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException("Not a .npy file of version 1.0");
    }
    var buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(MAGIC.length);
    int headerLength = Short.toUnsignedInt(buffer.getShort());
    if (headerLength > buffer.remaining()) {
      throw new IllegalArgumentException("The .npy header is cut short");
    }
    String header = new String(file, buffer.position(), headerLength, US_ASCII);
    var shapeMatch = SHAPE.matcher(header);
    if (!header.contains("'<f4'")
        || header.contains("'fortran_order': True")
        || !shapeMatch.find()) {
      throw new IllegalArgumentException(
          "Expected little-endian float32 in C order, got " + header.strip());
    }
    int[] shape =
        Arrays.stream(shapeMatch.group(1).split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    buffer.position(buffer.position() + headerLength);
    var floats = buffer.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    var values = new float[floats.remaining()];
    floats.get(values);
    return Tensor.of(values, shape);
  }
}
