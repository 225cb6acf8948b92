/** Tests of the package of this name. */
@NullMarked
package org.chiasm.connect.pacs;

import org.jspecify.annotations.NullMarked;
