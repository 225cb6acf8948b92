/** Tables of clinical events that others wrote in MEDS layout, as a feed. */
@NullMarked
package org.chiasm.connect.meds;

import org.jspecify.annotations.NullMarked;
