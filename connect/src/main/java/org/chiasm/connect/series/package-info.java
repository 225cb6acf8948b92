/** Reads the pixels of a chosen series in the shape an encoder takes, or says why it cannot. */
@NullMarked
package org.chiasm.connect.series;

import org.jspecify.annotations.NullMarked;
