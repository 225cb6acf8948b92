package org.chiasm.learn.explain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/**
 * An immutable, printable tree that says how a score came about: every node's contribution is the
 * sum of its parts', the leaves name the evidence.
 *
 * @param name of the whole, a branch, or a concept or input
 * @param contribution what it adds to the score, on the scale of the score (a logit for a
 *     probability); of the root, the score minus the score without any input
 * @param parts what it is made of; empty at the finest level that adds up
 * @param evidence what this level rests on; does not add up and shows where to look
 */
public record Explanation(
    String name, double contribution, List<Explanation> parts, List<Evidence> evidence) {
  /** Copies the lists. */
  public Explanation {
    requireNonNull(name, "name");
    parts = List.copyOf(parts);
    evidence = List.copyOf(evidence);
  }

  /** The same with other evidence. */
  public Explanation withEvidence(List<Evidence> other) {
    return new Explanation(name, contribution, parts, other);
  }

  /** The same with other parts. */
  public Explanation withParts(List<Explanation> other) {
    return new Explanation(name, contribution, other, evidence);
  }

  /** The tree as indented lines, one for each node and piece of evidence. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    print(text, 0);
    return text.toString();
  }

  private void print(StringBuilder text, int depth) {
    text.append("  ".repeat(depth))
        .append(String.format(Locale.ROOT, "%+8.3f  %s%n", contribution, name));
    for (var each : evidence) {
      text.append("  ".repeat(depth)).append("            ").append(each.words()).append('\n');
    }
    parts.forEach(part -> part.print(text, depth + 1));
  }
}
