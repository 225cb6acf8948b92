package org.chiasm.learn.network;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where half-trained networks are kept, so that an interrupted training goes on where it was and
 * ends with the same bytes. Each is known by a hash of everything that decides its training, so
 * that a checkpoint of other data, seeds or settings is never taken up. Safe between threads.
 */
public interface Checkpoints {
  /** Keeps nothing. */
  Checkpoints NONE = new Nowhere();

  /** The last state kept under a key, if it can be read. */
  Optional<byte[]> read(String key);

  /** Keeps a state in place of the one before. */
  void write(String key, byte[] state);

  /** Checkpoints as files of a folder, made when first needed. */
  static Checkpoints in(Path folder) {
    return new InFolder(folder);
  }

  /** Deletes the checkpoints of a folder, and the folder if nothing else is in it. */
  static void discard(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    boolean others = false;
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        boolean own = file.toString().endsWith(".checkpoint") || file.toString().endsWith(".half");
        others |= !own;
        if (own) {
          Files.delete(file);
        }
      }
    }
    if (!others) {
      Files.delete(folder);
    }
  }

  /** Keeps nothing. */
  record Nowhere() implements Checkpoints {
    @Override
    public Optional<byte[]> read(String key) {
      return Optional.empty();
    }

    @Override
    public void write(String key, byte[] state) {}
  }

  /** One file for each key, replaced as a whole. */
  record InFolder(Path folder) implements Checkpoints {
    /** Checks that there is a folder. */
    public InFolder {
      requireNonNull(folder, "folder");
    }

    private Path file(String key) {
      return folder.resolve(key + ".checkpoint");
    }

    @Override
    public Optional<byte[]> read(String key) {
      var file = file(key);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      try (var in = new DataInputStream(Files.newInputStream(file))) {
        var state = new byte[in.readInt()];
        in.readFully(state);
        return Optional.of(state);
      } catch (IOException | NegativeArraySizeException damaged) {
        return Optional.empty();
      }
    }

    @Override
    public void write(String key, byte[] state) {
      try {
        Files.createDirectories(folder);
        var half = folder.resolve(key + ".half");
        try (var out = new DataOutputStream(Files.newOutputStream(half))) {
          out.writeInt(state.length);
          out.write(state);
        }
        Files.move(
            half, file(key), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException failure) {
        throw new UncheckedIOException("Cannot keep a checkpoint in " + folder, failure);
      }
    }
  }
}
