/** The commands that show what one curator makes of one file. */
@NullMarked
package org.chiasm.app.inspect;

import org.jspecify.annotations.NullMarked;
