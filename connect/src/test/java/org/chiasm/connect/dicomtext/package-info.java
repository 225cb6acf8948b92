/** Tests of the package of this name. */
@NullMarked
package org.chiasm.connect.dicomtext;

import org.jspecify.annotations.NullMarked;
