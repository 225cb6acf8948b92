package org.chiasm.connect.slide;

/**
 * Where one frame lies in its level's pixel matrix, and in which of its layers.
 *
 * @param frame of its instance, from 0
 * @param row of its first pixel, from 0
 * @param column of its first pixel, from 0
 * @param focalPlane height above the slide's surface in thousandths of a micrometre; the plane's
 *     number where no height is stated
 * @param opticalPath OpticalPathIdentifier; its number where none is stated
 */
record SlideTile(int frame, int row, int column, long focalPlane, String opticalPath) {}
