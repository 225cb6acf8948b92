package org.chiasm.app.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.lab.site.CodeCandidate;
import org.chiasm.lab.site.CodeMatcher;
import org.chiasm.lab.site.LocalCode;

/**
 * Local codes with their candidates, for a person and for a program.
 *
 * @param proposals the most frequent code first
 */
public record CodeProposals(List<Proposal> proposals) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A local code and what it may stand for.
   *
   * @param candidates best first, may be empty
   */
  public record Proposal(LocalCode local, List<CodeCandidate> candidates) {
    /** Copies the candidates. */
    public Proposal {
      candidates = List.copyOf(candidates);
    }
  }

  /** Copies the proposals. */
  public CodeProposals {
    proposals = List.copyOf(proposals);
  }

  /** The candidates of every code. */
  public static CodeProposals of(List<LocalCode> codes, CodeMatcher matcher) {
    var proposals = new ArrayList<Proposal>();
    for (var code : codes) {
      proposals.add(new Proposal(code, matcher.candidates(code)));
    }
    return new CodeProposals(proposals);
  }

  /** One paragraph for each code. */
  public String table() {
    if (proposals.isEmpty()) {
      return "every measured value has a LOINC code or is mapped in the site file\n";
    }
    var words = new StringBuilder();
    for (var each : proposals) {
      words.append(
          String.format(
              Locale.ROOT,
              "%s  \"%s\"  %,d facts  %s%n",
              each.local().code(),
              each.local().text(),
              each.local().facts(),
              each.local().unit()));
      if (each.candidates().isEmpty()) {
        words.append("    no candidate\n");
      }
      for (var candidate : each.candidates()) {
        words.append(
            String.format(
                Locale.ROOT,
                "    %.2f  %-18s %-24s %s%n",
                candidate.score(),
                candidate.code(),
                candidate.analyte(),
                String.join("; ", candidate.reasons())));
      }
    }
    return words.toString();
  }

  /** The same as JSON. */
  public ObjectNode json() {
    var node = JSON.createObjectNode();
    var codes = node.putArray("codes");
    for (var each : proposals) {
      var code = codes.addObject();
      code.put("code", each.local().code().meds());
      code.put("text", each.local().text());
      code.put("facts", each.local().facts());
      var units = code.putObject("units");
      each.local().units().forEach(units::put);
      var candidates = code.putArray("candidates");
      for (var candidate : each.candidates()) {
        var one = candidates.addObject();
        one.put("code", candidate.code().meds());
        one.put("analyte", candidate.analyte());
        one.put("score", Math.round(candidate.score() * 1000) / 1000.0);
        var reasons = one.putArray("reasons");
        candidate.reasons().forEach(reasons::add);
      }
    }
    return node;
  }
}
