package org.chiasm.connect.burnedin;

/**
 * Shapes side by side that look like a line of text.
 *
 * @param glyphs how many
 * @param top first row, inclusive
 * @param bottom last row, inclusive
 * @param left first column, inclusive
 * @param right last column, inclusive
 */
record TextLine(int glyphs, int top, int bottom, int left, int right) {
  String words() {
    return glyphs
        + " glyph-like shapes in a line at rows "
        + top
        + " to "
        + bottom
        + ", columns "
        + left
        + " to "
        + right;
  }
}
