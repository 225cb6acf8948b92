package org.chiasm.app.series;

import static java.util.Objects.requireNonNull;

import org.chiasm.study.SeriesRule;

/**
 * A rule that series are ranked by.
 *
 * @param name the study file's input, empty for a rule given on the command line
 * @param rule may be without criteria: every readable series is then accepted
 */
public record NamedRule(String name, SeriesRule rule) {
  /** Checks that nothing is missing. */
  public NamedRule {
    requireNonNull(name, "name");
    requireNonNull(rule, "rule");
  }
}
