/** Tests of the package of this name. */
@NullMarked
package org.chiasm.connect.slide;

import org.jspecify.annotations.NullMarked;
