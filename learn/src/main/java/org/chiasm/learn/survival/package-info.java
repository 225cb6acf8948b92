/** Outcomes over time, of which some are only known not to have happened yet. */
@NullMarked
package org.chiasm.learn.survival;

import org.jspecify.annotations.NullMarked;
