/** Tests of the package of this name. */
@NullMarked
package org.chiasm.connect.dicomdictionary;

import org.jspecify.annotations.NullMarked;
