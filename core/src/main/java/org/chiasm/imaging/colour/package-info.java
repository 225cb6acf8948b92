/**
 * Pictures in colour: tissue and tiles of whole slides, photographs of the eye and how well they
 * were taken.
 */
@NullMarked
package org.chiasm.imaging.colour;

import org.jspecify.annotations.NullMarked;
