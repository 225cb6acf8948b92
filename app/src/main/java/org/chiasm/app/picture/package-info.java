/** Pictures that people look at, as PNG. */
@NullMarked
package org.chiasm.app.picture;

import org.jspecify.annotations.NullMarked;
