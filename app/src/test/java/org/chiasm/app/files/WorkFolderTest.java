package org.chiasm.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  @TempDir private Path kept;

  @Test
  void aTemporaryFolderIsGoneWithItsRecordEvenWhenTheCommandFails() {
    var seen = new Path[1];
    assertThatThrownBy(
            () -> {
              try (var work = WorkFolder.temporary()) {
                seen[0] = work.folder().root();
                Files.createDirectories(work.folder().record());
                Files.writeString(work.folder().record().resolve("patients"), "Doe^Jane");
                throw new WrongUseException("nothing to evaluate on");
              }
            })
        .isInstanceOf(WrongUseException.class);
    assertThat(seen[0]).doesNotExist();
  }

  @Test
  void aFolderThatWasAskedForStays() throws IOException {
    try (var work = WorkFolder.kept(kept)) {
      Files.writeString(work.folder().summary(), "{}");
    }
    assertThat(kept.resolve("summary.json")).exists();
  }
}
