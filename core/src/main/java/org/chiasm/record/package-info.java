/** One subject's facts on two clocks, and what of them could be seen at a time. */
@NullMarked
package org.chiasm.record;

import org.jspecify.annotations.NullMarked;
