package org.chiasm.app.picture;

import static java.util.Objects.requireNonNull;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Optional;

/**
 * Writes words on a page where the machine has fonts, and leaves them out where it has none: a
 * server without fontconfig or without any font file makes Java throw on the first letter.
 */
public final class PageWords {
  private final Graphics2D pen;
  private final Optional<Font> font;

  private PageWords(Graphics2D pen, Optional<Font> font) {
    this.pen = requireNonNull(pen, "pen");
    this.font = font;
  }

  /** Writes with plain letters of a height in pixels. */
  public static PageWords plain(Graphics2D pen, int height) {
    return new PageWords(pen, font(pen, Font.PLAIN, height));
  }

  /** Writes with bold letters of a height in pixels. */
  public static PageWords bold(Graphics2D pen, int height) {
    return new PageWords(pen, font(pen, Font.BOLD, height));
  }

  private static Optional<Font> font(Graphics2D pen, int style, int height) {
    try {
      var font = new Font(Font.SANS_SERIF, style, height);
      return pen.getFontMetrics(font).stringWidth("x") > 0 ? Optional.of(font) : Optional.empty();
    } catch (RuntimeException | LinkageError | InternalError _) {
      return Optional.empty();
    }
  }

  /** Writes in the pen's colour, the base line of the first letter beginning at x and y. */
  public void write(String text, int x, int y) {
    font.ifPresent(
        letters -> {
          pen.setFont(letters);
          pen.drawString(text, x, y);
        });
  }

  /** The width of a text in pixels; 0 where the machine has no fonts. */
  public int width(String text) {
    return font.map(letters -> pen.getFontMetrics(letters).stringWidth(text)).orElse(0);
  }
}
