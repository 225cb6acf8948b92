package org.chiasm.imaging.colour;

/**
 * One tile of a slide.
 *
 * @param topMicrometres from the upper edge of the scanned matrix
 * @param leftMicrometres from its left edge
 * @param tissueShare of its area, 0 to 1
 */
public record TilePosition(double topMicrometres, double leftMicrometres, double tissueShare) {}
