/**
 * One face for every kind of outcome: what is known of rows, by which measures predictions are
 * judged, and what a probe, a finished model and a comparison of it predict.
 */
@NullMarked
package org.chiasm.learn.outcome;

import org.jspecify.annotations.NullMarked;
