package org.chiasm.app.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A folder a command works in: one that was asked for and stays, or a temporary one that is deleted
 * with all that is in it, because a record holds patient data.
 *
 * <p>One thread.
 */
public final class WorkFolder implements AutoCloseable {
  private final OutputFolder folder;
  private final boolean temporary;

  private WorkFolder(Path root, boolean temporary) {
    this.folder = new OutputFolder(root);
    this.temporary = temporary;
  }

  /** A folder that stays. */
  public static WorkFolder kept(Path root) {
    return new WorkFolder(root, false);
  }

  /**
   * A folder that is gone when it is closed; only its owner may read it where the system can say
   * so.
   */
  public static WorkFolder temporary() throws IOException {
    return new WorkFolder(Files.createTempDirectory("chiasm-"), true);
  }

  /** Where its files lie. */
  public OutputFolder folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      try (var all = Files.walk(folder.root())) {
        for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
