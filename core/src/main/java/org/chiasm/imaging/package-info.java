/**
 * Which image series of a study is the one a model may read, as a ranked and explained decision,
 * and the standard shape its pixels take.
 */
@NullMarked
package org.chiasm.imaging;

import org.jspecify.annotations.NullMarked;
