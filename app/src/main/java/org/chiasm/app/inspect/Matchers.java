package org.chiasm.app.inspect;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.chiasm.note.FindingMatcher;
import org.chiasm.note.LexiconMatcher;
import org.chiasm.note.text.Language;

/** What finds the mentions of each language's notes: its lexicon. */
final class Matchers implements AutoCloseable {
  private final Map<String, FindingMatcher> byLanguage = new HashMap<>();

  static Matchers of(Optional<Path> model) {
    return new Matchers();
  }

  FindingMatcher in(Language language) {
    return byLanguage.computeIfAbsent(language.code(), _ -> new LexiconMatcher(language));
  }

  @Override
  public void close() {}
}
