package org.chiasm.connect.display;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/** An array file of numpy, version 1.0, in C order (numpy.lib.format). Close it when it is full. */
public final class NpyFile implements ImageArray.Sink, AutoCloseable {
  private static final int ALIGNMENT = 64;
  private static final int BUFFER = 1 << 16;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private NumberType type = NumberType.FLOAT64;

  /**
   * A new file; one that is there is replaced.
   *
   * @throws IOException if it cannot be written
   */
  public NpyFile(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
  }

  @Override
  public void begin(List<Integer> shape, NumberType numbers) throws IOException {
    channel.truncate(0);
    buffer.clear();
    type = numbers;
    String extents = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String tail = shape.size() == 1 ? ",), }" : "), }";
    String header =
        "{'descr': '"
            + type.descriptor()
            + "', 'fortran_order': False, 'shape': ("
            + extents
            + tail;
    int unpadded = MAGIC.length + 2 + header.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    byte[] text = (header + " ".repeat(padding) + "\n").getBytes(ISO_8859_1);
    buffer.put(MAGIC).putShort((short) text.length).put(text);
  }

  @Override
  public void add(double value) throws IOException {
    if (buffer.remaining() < type.bytes()) {
      flush();
    }
    type.put(buffer, value);
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }
}
