package org.chiasm.connect.dicom;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Bytes that can be read again from any offset, so that large values need not be held. */
sealed interface ByteSource {
  /** The size where it is not known without reading everything. */
  long UNKNOWN = -1;

  /** The bytes from {@code offset} on; the caller closes it. */
  InputStream open(long offset) throws IOException;

  /** How many bytes there are, or {@link #UNKNOWN}. */
  long size();

  /** A file as it was when its size was asked. */
  record OnDisk(Path path, long size) implements ByteSource {
    static OnDisk of(Path path) throws IOException {
      return new OnDisk(path, Files.size(path));
    }

    @Override
    public InputStream open(long offset) throws IOException {
      var in = new FileInputStream(path.toFile());
      try {
        in.skipNBytes(offset);
        return in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    }
  }

  /** An array. */
  final class InMemory implements ByteSource {
    private final byte[] bytes;

    InMemory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public InputStream open(long offset) {
      int from = (int) Math.min(offset, bytes.length);
      return new ByteArrayInputStream(bytes, from, bytes.length - from);
    }

    @Override
    public long size() {
      return bytes.length;
    }
  }

  /**
   * What a deflated data set inflates to (PS3.5 A.5); offsets count inflated bytes.
   *
   * @param file the whole file
   * @param start where the deflated bytes begin in it
   * @param wrapped whether they carry the zlib header that the standard does not have
   */
  record Inflated(ByteSource file, long start, boolean wrapped) implements ByteSource {
    @Override
    public InputStream open(long offset) throws IOException {
      var in =
          new InflaterInputStream(
              new BufferedInputStream(file.open(start)), new Inflater(!wrapped), 8192) {
            @Override
            public void close() throws IOException {
              super.close();
              inf.end();
            }
          };
      try {
        in.skipNBytes(offset);
        return in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    }

    @Override
    public long size() {
      return UNKNOWN;
    }
  }
}
