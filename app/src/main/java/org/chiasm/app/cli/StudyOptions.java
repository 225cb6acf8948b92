package org.chiasm.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The study and the site it runs at. */
final class StudyOptions {
  @Parameters(
      index = "0",
      paramLabel = "STUDY",
      description = "The study file (docs/STUDY_FILE.md).")
  private @Nullable Path study;

  @Option(
      names = "--site",
      paramLabel = "FILE",
      description =
          "The site file (docs/SITE_FILE.md). Without it, site.yaml beside the study file is used.")
  private @Nullable Path site;

  /** Reads both, and says on standard error what looks wrong. */
  StudyFiles read(Terminal terminal) throws IOException, WrongUseException {
    if (study == null) {
      throw new WrongUseException("no study file given");
    }
    var files = StudyFiles.read(study, site == null ? List.of() : List.of(site));
    files.warnings().forEach(terminal::say);
    return files;
  }

  /** The site file that is read, or where one would be. */
  Path siteFile() throws WrongUseException {
    if (site != null) {
      return site;
    }
    if (study == null) {
      throw new WrongUseException("no study file given");
    }
    return study.resolveSibling("site.yaml");
  }

  /** The study file itself. */
  Path file() throws WrongUseException {
    if (study == null) {
      throw new WrongUseException("no study file given");
    }
    return study;
  }
}
