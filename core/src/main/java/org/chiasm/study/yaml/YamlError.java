package org.chiasm.study.yaml;

import java.util.Locale;
import java.util.Objects;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Where and why a text is not YAML.
 *
 * @param at where it was noticed
 * @param cause where it probably comes from: where an unclosed bracket or quote was opened
 * @param mendable whether leaving out a part of the text can help
 */
record YamlError(Mark at, Mark cause, String got, String expected, boolean mendable) {
  static YamlError limit(Mark at, String got, String expected) {
    return new YamlError(at, at, got, expected, false);
  }

  static YamlError of(MarkedYamlEngineException error) {
    var context = Objects.requireNonNullElse(error.getContext(), "");
    var problem = Objects.requireNonNullElse(error.getProblem(), "");
    var at = error.getProblemMark().or(error::getContextMark);
    var mark = at.orElseGet(() -> new Mark("", 0, 0, 0, new int[0], 0));
    var opened =
        context.contains("flow") || context.contains("quoted") || context.contains("simple key");
    var cause = opened ? error.getContextMark().orElse(mark) : mark;
    if (problem.contains("TAB")) {
      return new YamlError(mark, cause, "a tab", "spaces: YAML indents with spaces only", true);
    }
    var where =
        opened && cause.getLine() != mark.getLine()
            ? " (opened in line " + (cause.getLine() + 1) + ")"
            : "";
    var words = (context.isEmpty() ? "" : context + ": ") + problem;
    return new YamlError(
        mark,
        cause,
        "text that is not YAML" + where + ": " + words.strip().toLowerCase(Locale.ROOT),
        "brackets and quotes that close, one \"key: value\" in a line, and even indentation",
        true);
  }
}
