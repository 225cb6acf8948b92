package org.chiasm.connect.slide;

/**
 * Where one frame lies in its level's pixel matrix.
 *
 * @param frame of its instance, from 0
 * @param row of its first pixel, from 0
 * @param column of its first pixel, from 0
 */
record SlideTile(int frame, int row, int column) {}
