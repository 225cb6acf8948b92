/**
 * Sampled signals: leads named alike, in microvolts, judged for quality, and what is measured on
 * them.
 */
@NullMarked
package org.chiasm.waveform;

import org.jspecify.annotations.NullMarked;
