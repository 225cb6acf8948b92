package org.chiasm.connect.fhirjson;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * One file of a FHIR folder. Whether it is compressed is asked of its first bytes, not of its name.
 *
 * @param path where it lies
 * @param name its path below the folder with {@code /} as separator, for positions
 * @param format how it is to be read
 * @param bytes its length on disk
 */
public record FeedFile(Path path, String name, Format format, long bytes) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** How a file is to be read. */
  public enum Format {
    /** One resource in each line. */
    NDJSON,
    /** One resource, mostly a Bundle, over many lines. */
    JSON,
    /** Not FHIR JSON by its name. */
    OTHER,
    /** Cannot be visited: a broken link, a loop of links, no permission. */
    UNREADABLE
  }

  /**
   * Every file below a folder (or the file itself), in the order of names, whatever order the file
   * system has. Links are followed.
   */
  public static List<FeedFile> below(Path root) throws IOException {
    var files = new ArrayList<FeedFile>();
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            var format = attributes.isRegularFile() ? formatOf(file) : Format.UNREADABLE;
            files.add(new FeedFile(file, nameOf(root, file), format, attributes.size()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            files.add(new FeedFile(file, nameOf(root, file), Format.UNREADABLE, 0));
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(FeedFile::name));
    return files;
  }

  /** A file below a folder. */
  public static FeedFile of(Path root, Path file) throws IOException {
    return new FeedFile(file, nameOf(root, file), formatOf(file), Files.size(file));
  }

  /**
   * The content, decompressed.
   *
   * @param read told of every stretch of bytes taken from the disk
   */
  public InputStream open(LongConsumer read) throws IOException {
    InputStream raw = new Counted(Files.newInputStream(path), read);
    try {
      var buffered = new BufferedInputStream(raw, BUFFER_BYTES);
      buffered.mark(2);
      boolean isGzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
      buffered.reset();
      return isGzip ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static String nameOf(Path root, Path file) {
    var relative = root.equals(file) ? file.getFileName() : root.relativize(file);
    return String.valueOf(relative).replace(File.separatorChar, '/');
  }

  private static Format formatOf(Path file) {
    var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".gz")) {
      name = name.substring(0, name.length() - 3);
    }
    if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
      return Format.NDJSON;
    }
    return name.endsWith(".json") ? Format.JSON : Format.OTHER;
  }

  private static final class Counted extends FilterInputStream {
    private final LongConsumer read;

    Counted(InputStream in, LongConsumer read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) {
        read.accept(1);
      }
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      if (count > 0) {
        read.accept(count);
      }
      return count;
    }
  }
}
