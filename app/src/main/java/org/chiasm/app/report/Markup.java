package org.chiasm.app.report;

import java.util.Locale;

/** HTML and SVG as text under construction; everything that comes from data is escaped. */
public final class Markup {
  private final StringBuilder text = new StringBuilder();

  /** Adds markup of our own, as it is. */
  public Markup raw(String markup) {
    text.append(markup);
    return this;
  }

  /** Adds text from data, escaped. */
  public Markup text(String data) {
    text.append(escape(data));
    return this;
  }

  /** Adds an element that holds only text. */
  public Markup element(String tag, String data) {
    String name = tag.split(" ", 2)[0];
    return raw("<" + tag + ">").text(data).raw("</" + name + ">");
  }

  @Override
  public String toString() {
    return text.toString();
  }

  static String escape(String data) {
    return data.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A number with so many digits after the point, the same on every machine. */
  public static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A count with thousands parted by a thin space. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u2009');
  }
}
