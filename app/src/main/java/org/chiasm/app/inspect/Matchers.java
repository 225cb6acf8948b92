package org.chiasm.app.inspect;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.learn.tagger.OnnxMatcher;
import org.chiasm.note.FindingMatcher;
import org.chiasm.note.LexiconMatcher;
import org.chiasm.note.text.Language;

/** What finds the mentions of notes: each language's lexicon, or a model for all. */
final class Matchers implements AutoCloseable {
  private final Optional<OnnxMatcher> model;

  private Matchers(Optional<OnnxMatcher> model) {
    this.model = model;
  }

  /** Opens the model of a folder, if there is one. */
  static Matchers of(Optional<Path> folder) throws IOException, WrongUseException {
    if (folder.isEmpty()) {
      return new Matchers(Optional.empty());
    }
    try {
      return new Matchers(Optional.of(OnnxMatcher.open(folder.get())));
    } catch (NoSuchFileException missing) {
      throw new WrongUseException(
          "--model "
              + folder.get()
              + ": there is no "
              + missing.getFile()
              + "; expected a folder with matcher.json and the files it names");
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("--model " + folder.get() + ": " + e.getMessage());
    }
  }

  FindingMatcher in(Language language) {
    return model.isPresent() ? model.get() : new LexiconMatcher(language);
  }

  @Override
  public void close() {
    model.ifPresent(OnnxMatcher::close);
  }
}
