package org.chiasm.connect.fhir;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of an HTML note: tags taken out, blocks and line breaks kept as line ends, character
 * references resolved. No layout, no scripts, no styles. One pass, linear in the length.
 */
final class HtmlText {
  private static final Set<String> BLOCKS =
      Set.of(
          "br",
          "p",
          "div",
          "li",
          "ul",
          "ol",
          "tr",
          "table",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "section",
          "article",
          "pre",
          "blockquote",
          "dt",
          "dd",
          "hr");
  private static final Set<String> CELLS = Set.of("td", "th");
  private static final Set<String> UNSEEN = Set.of("script", "style", "head");
  private static final int MAX_REFERENCE = 10;

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("auml", "ä"),
          Map.entry("ouml", "ö"),
          Map.entry("uuml", "ü"),
          Map.entry("Auml", "Ä"),
          Map.entry("Ouml", "Ö"),
          Map.entry("Uuml", "Ü"),
          Map.entry("szlig", "ß"),
          Map.entry("eacute", "é"),
          Map.entry("egrave", "è"),
          Map.entry("ecirc", "ê"),
          Map.entry("agrave", "à"),
          Map.entry("aacute", "á"),
          Map.entry("oacute", "ó"),
          Map.entry("iacute", "í"),
          Map.entry("uacute", "ú"),
          Map.entry("atilde", "ã"),
          Map.entry("otilde", "õ"),
          Map.entry("ccedil", "ç"),
          Map.entry("ntilde", "ñ"),
          Map.entry("deg", "°"),
          Map.entry("micro", "µ"),
          Map.entry("plusmn", "±"),
          Map.entry("le", "≤"),
          Map.entry("ge", "≥"),
          Map.entry("ndash", "–"),
          Map.entry("mdash", "—"),
          Map.entry("bull", "•"),
          Map.entry("hellip", "…"));

  private final String html;
  private final StringBuilder words = new StringBuilder();
  private int at;

  private HtmlText(String html) {
    this.html = html;
  }

  /** The words of {@code html}; what cannot be understood as markup stays as it is. */
  static String of(String html) {
    return new HtmlText(html).read();
  }

  private String read() {
    int lastClose = html.lastIndexOf('>');
    while (at < html.length()) {
      char next = html.charAt(at);
      if (next == '<' && at < lastClose && isMarkup()) {
        markup();
      } else if (next == '&') {
        reference();
      } else {
        put(Character.isWhitespace(next) ? ' ' : next);
        at++;
      }
    }
    return words.toString().strip();
  }

  private boolean isMarkup() {
    char after = html.charAt(at + 1);
    return after == '/' || after == '!' || after == '?' || Character.isLetter(after);
  }

  private void markup() {
    if (html.startsWith("<!--", at)) {
      int end = html.indexOf("-->", at);
      at = end < 0 ? html.length() : end + 3;
      return;
    }
    int end = html.indexOf('>', at);
    var name = name(at + 1, end);
    boolean isClosing = name.startsWith("/");
    var plain = isClosing ? name.substring(1) : name;
    at = end + 1;
    if (UNSEEN.contains(plain) && !isClosing && html.charAt(end - 1) != '/') {
      skipBehind("</" + plain);
    } else if (BLOCKS.contains(plain)) {
      put('\n');
    } else if (CELLS.contains(plain)) {
      put(' ');
    }
  }

  private String name(int from, int end) {
    int to = from + 1;
    while (to < end && Character.isLetterOrDigit(html.charAt(to))) {
      to++;
    }
    return html.substring(from, to).toLowerCase(Locale.ROOT);
  }

  /** Goes behind a closing tag, or to the end if it is never closed. */
  private void skipBehind(String closing) {
    for (; at < html.length(); at++) {
      if (html.regionMatches(true, at, closing, 0, closing.length())) {
        int end = html.indexOf('>', at);
        at = end < 0 ? html.length() : end + 1;
        return;
      }
    }
  }

  private void reference() {
    int limit = Math.min(html.length(), at + MAX_REFERENCE);
    for (int end = at + 1; end < limit; end++) {
      if (html.charAt(end) == ';') {
        var found = resolved(html.substring(at + 1, end));
        if (!found.isEmpty()) {
          found.chars().forEach(each -> put((char) each));
          at = end + 1;
          return;
        }
        break;
      }
    }
    put('&');
    at++;
  }

  private static String resolved(String name) {
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, "");
    }
    try {
      boolean isHex = name.startsWith("x", 1) || name.startsWith("X", 1);
      int point =
          isHex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
      return point > 0 && Character.isValidCodePoint(point) ? Character.toString(point) : "";
    } catch (NumberFormatException _) {
      return "";
    }
  }

  /** Adds a character; blanks and line ends never repeat. */
  private void put(char next) {
    int size = words.length();
    char last = size == 0 ? '\n' : words.charAt(size - 1);
    if (next == ' ' && (last == ' ' || last == '\n')) {
      return;
    }
    if (next == '\n') {
      if (last == '\n') {
        return;
      }
      if (last == ' ') {
        words.setLength(size - 1);
      }
    }
    words.append(next);
  }
}
