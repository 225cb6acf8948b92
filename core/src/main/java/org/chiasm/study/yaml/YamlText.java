package org.chiasm.study.yaml;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML 1.2 text as nodes with positions. Where the text is not YAML, the smallest part whose
 * removal mends it is reported and left out, and the rest is read on, so that one missing quote
 * does not hide every other problem.
 */
public final class YamlText {
  /** In bytes as UTF-8. */
  public static final int BYTES_MAX = 1 << 20;

  /** Levels of lists and mappings within each other. */
  static final int DEPTH_MAX = 20;

  static final int ALIASES_MAX = 100;
  private static final int MENDS_MAX = 20;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setUseMarks(true)
          .setCodePointLimit(BYTES_MAX)
          .setMaxAliasesForCollections(ALIASES_MAX)
          .build();

  private YamlText() {}

  /**
   * The mapping that the whole text is; nothing where it cannot be read as one, which is reported.
   *
   * @param contents what the text should hold, in words
   */
  public static Optional<Section> read(String text, Problems problems, String contents) {
    if (text.length() > BYTES_MAX || text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      problems.add(Position.START, "", "more than 1 MiB", contents + " of at most 1 MiB", "");
      return Optional.empty();
    }
    var lines = new SourceLines(SourceLines.printable(text, problems));
    for (int mends = 0; ; mends++) {
      var error = failure(lines.text());
      if (error.isEmpty()) {
        break;
      }
      boolean mended = mends < MENDS_MAX && error.get().mendable();
      if (!mended
          || !(mendQuote(lines, error.get(), problems) || mend(lines, error.get(), problems))) {
        report(error.get(), lines, problems);
        return Optional.empty();
      }
    }
    return root(lines.text(), problems, contents);
  }

  private static Optional<Section> root(String text, Problems problems, String contents) {
    Node node = null;
    for (var document : new Compose(SETTINGS).composeAllFromString(text)) {
      if (node == null) {
        node = document;
      } else {
        problems.add(
            Position.of(document.getStartMark()), "", "a second document", "one document", "");
        break;
      }
    }
    if (node == null || node.getTag().equals(Tag.NULL)) {
      if (problems.isEmpty()) {
        problems.add(Position.START, "", "an empty file", contents, "");
      }
      return Optional.empty();
    }
    return new Field(problems, "", node, Position.START).section(contents);
  }

  /**
   * An unclosed quote swallows text up to the next quote, so that the error is noticed in innocent
   * lines.
   */
  private static boolean mendQuote(SourceLines lines, YamlError error, Problems problems) {
    int line = lines.unclosedQuote(error.at().getLine());
    if (line < 0) {
      return false;
    }
    var part = new SourceLines.Part(line, line + 1);
    if (!isMended(lines, part)) {
      return false;
    }
    problems.add(
        new Position(line + 1, lines.lastQuote(line) + 1),
        lines.pathAt(line),
        "a quote without its other half",
        "quotes in pairs",
        "");
    leaveOut(lines, part, problems);
    return true;
  }

  /** Leaves out the smallest part around the error that moves the next error out of its entry. */
  private static boolean mend(SourceLines lines, YamlError error, Problems problems) {
    for (var part : lines.partsAround(error.cause().getLine())) {
      if (isMended(lines, part)) {
        report(error, lines, problems);
        leaveOut(lines, part, problems);
        return true;
      }
    }
    return false;
  }

  private static boolean isMended(SourceLines lines, SourceLines.Part part) {
    var next = failure(lines.without(part).text());
    return next.isEmpty() || !lines.entryAround(part.from()).contains(next.get().cause().getLine());
  }

  private static void leaveOut(SourceLines lines, SourceLines.Part part, Problems problems) {
    lines.names(part).forEach(problems::addUnreadable);
    lines.leaveOut(part);
  }

  private static void report(YamlError error, SourceLines lines, Problems problems) {
    problems.add(
        Position.of(Optional.of(error.at())),
        lines.pathAt(error.cause().getLine()),
        error.got(),
        error.expected(),
        "");
  }

  private static Optional<YamlError> failure(String text) {
    try {
      var beyond = beyondLimits(text);
      if (beyond.isPresent()) {
        return beyond;
      }
      new Compose(SETTINGS).composeAllFromString(text).forEach(_ -> {});
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      return Optional.of(YamlError.of(e));
    } catch (YamlEngineException e) {
      return Optional.of(YamlError.limit(start(), "unreadable YAML", "YAML 1.2"));
    }
  }

  /** Looks at the events alone, which costs no memory, before any node is built. */
  private static Optional<YamlError> beyondLimits(String text) {
    int depth = 0;
    int aliases = 0;
    for (var event : new Parse(SETTINGS).parseString(text)) {
      var at = event.getStartMark().orElseGet(YamlText::start);
      switch (event) {
        case CollectionStartEvent _ -> depth++;
        case CollectionEndEvent _ -> depth--;
        case AliasEvent _ -> aliases++;
        case DocumentStartEvent _ -> depth = 0;
        default -> {}
      }
      if (depth > DEPTH_MAX) {
        return Optional.of(
            YamlError.limit(at, "more than " + DEPTH_MAX + " levels", "fewer levels"));
      }
      if (aliases > ALIASES_MAX) {
        return Optional.of(
            YamlError.limit(at, "more than " + ALIASES_MAX + " aliases", "fewer aliases"));
      }
    }
    return Optional.empty();
  }

  private static Mark start() {
    return new Mark("", 0, 0, 0, new int[0], 0);
  }
}
