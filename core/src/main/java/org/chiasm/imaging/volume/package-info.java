/**
 * Volumes at a stated spacing and orientation: where slices lie, how they are resampled, and
 * whether their numbers are Hounsfield units.
 */
@NullMarked
package org.chiasm.imaging.volume;

import org.jspecify.annotations.NullMarked;
