/**
 * The beats of an electrocardiogram: their shape, their waves' limits, and what follows from them.
 */
@NullMarked
package org.chiasm.waveform.delineation;

import org.jspecify.annotations.NullMarked;
