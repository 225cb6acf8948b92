package org.chiasm.app.inspect;

import java.awt.Font;
import java.awt.Graphics2D;

/**
 * Writes words on a page where the machine has fonts, and leaves them out where it has none: a
 * server without fontconfig or without any font file makes Java throw on the first letter.
 */
final class PageWords {
  private final Graphics2D pen;
  private boolean hasFonts;

  private PageWords(Graphics2D pen) {
    this.pen = pen;
  }

  /** Writes with letters of a height in pixels. */
  static PageWords on(Graphics2D pen, int height) {
    var words = new PageWords(pen);
    try {
      pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, height));
      words.hasFonts = pen.getFontMetrics().stringWidth("x") > 0;
    } catch (RuntimeException | LinkageError | InternalError _) {
      words.hasFonts = false;
    }
    return words;
  }

  void write(String text, int x, int y) {
    if (hasFonts) {
      pen.drawString(text, x, y);
    }
  }
}
