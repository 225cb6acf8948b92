package org.chiasm.app.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.app.pipeline.SiteProfileJson;
import org.chiasm.lab.site.SiteFinding;
import org.chiasm.lab.site.SiteProfile;

/** The findings at a site, for a person and for a program. */
public final class SiteFindings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SiteFindings() {}

  /** A table, one line for each finding or, without a reference, for each concept. */
  public static String table(
      SiteProfile site, Optional<SiteProfile> reference, List<SiteFinding> findings) {
    var words = new StringBuilder();
    words.append(
        String.format(
            Locale.ROOT,
            "Site %s: %,d subjects%s%n",
            site.site(),
            site.subjects(),
            reference
                .map(
                    each ->
                        String.format(
                            Locale.ROOT,
                            "; reference %s: %,d subjects",
                            each.site(),
                            each.subjects()))
                .orElse("")));
    words.append(
        String.format(
            Locale.ROOT, "  %-24s %9s %10s  %s%n", "concept", "values", "median", "finding"));
    site.concepts()
        .forEach(
            (name, concept) -> {
              String head =
                  String.format(
                      Locale.ROOT,
                      "  %-24s %,9d %10s",
                      name,
                      concept.values(),
                      concept
                          .distribution()
                          .map(each -> String.format(Locale.ROOT, "%.4g", each.quantile(0.5)))
                          .orElse("-"));
              var own = findings.stream().filter(each -> each.concept().equals(name)).toList();
              if (own.isEmpty()) {
                words.append(head).append("  ").append(concept.unit()).append('\n');
              }
              for (var finding : own) {
                words
                    .append(head)
                    .append("  ")
                    .append(finding.cause())
                    .append(": ")
                    .append(finding.evidence())
                    .append('\n');
              }
            });
    if (findings.stream().anyMatch(each -> each.cause() == SiteFinding.Cause.MISSING_FEED)) {
      words.append(
          "A feed may be missing because the site sends codes of its own: 'chiasm codes' lists"
              + " those that nothing maps.\n");
    }
    return words.toString();
  }

  /** The same with both profiles whole. */
  public static ObjectNode json(
      SiteProfile site, Optional<SiteProfile> reference, List<SiteFinding> findings) {
    var node = JSON.createObjectNode();
    var list = node.putArray("findings");
    for (var finding : findings) {
      var each = list.addObject();
      each.put("concept", finding.concept());
      each.put("cause", finding.cause().name());
      each.put("evidence", finding.evidence());
      finding
          .factor()
          .ifPresentOrElse(factor -> each.put("factor", factor), () -> each.putNull("factor"));
      finding
          .share()
          .ifPresentOrElse(share -> each.put("share", share), () -> each.putNull("share"));
    }
    node.set("site", SiteProfileJson.write(site));
    reference.ifPresent(each -> node.set("reference", SiteProfileJson.write(each)));
    return node;
  }
}
