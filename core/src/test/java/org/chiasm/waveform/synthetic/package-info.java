/** Electrocardiograms made from a moving heart vector, whose beats and wave limits are known. */
@NullMarked
package org.chiasm.waveform.synthetic;

import org.jspecify.annotations.NullMarked;
