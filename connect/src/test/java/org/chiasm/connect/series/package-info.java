/** Tests of the package of this name. */
@NullMarked
package org.chiasm.connect.series;

import org.jspecify.annotations.NullMarked;
