package org.chiasm.connect.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reasons as one text, joined by {@code "; "}. Inside a reason a semicolon or backslash is preceded
 * by a backslash, so that the list can be told apart again.
 */
final class ReasonList {
  private static final String SEPARATOR = "; ";
  private static final String BLANK = "\\-";

  private ReasonList() {}

  static String join(List<String> reasons) {
    return reasons.stream()
        .map(reason -> reason.isEmpty() ? BLANK : escaped(reason))
        .collect(Collectors.joining(SEPARATOR));
  }

  static List<String> split(String text) {
    var reasons = new ArrayList<String>();
    if (text.isEmpty()) {
      return reasons;
    }
    var reason = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        if (next != '-') {
          reason.append(next);
        }
      } else if (text.startsWith(SEPARATOR, i)) {
        reasons.add(reason.toString());
        reason.setLength(0);
        i += SEPARATOR.length() - 1;
      } else {
        reason.append(c);
      }
    }
    reasons.add(reason.toString());
    return reasons;
  }

  private static String escaped(String reason) {
    return reason.replace("\\", "\\\\").replace(";", "\\;");
  }
}
