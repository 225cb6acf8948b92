/** Why one prediction of a finished model is what it is, for a person and for a program. */
@NullMarked
package org.chiasm.app.explain;

import org.jspecify.annotations.NullMarked;
