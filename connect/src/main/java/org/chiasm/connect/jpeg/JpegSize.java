package org.chiasm.connect.jpeg;

/**
 * The extent of a picture.
 *
 * @param rows height
 * @param columns width
 * @param components samples per pixel
 * @param precision bits per sample
 */
record JpegSize(int rows, int columns, int components, int precision) {}
