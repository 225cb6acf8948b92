/**
 * How good predictions are and how sure that is: discrimination, calibration, clinical use and
 * error, with intervals by resampling subjects, differences between strategies on the same
 * resamples, and subgroups.
 */
@NullMarked
package org.chiasm.learn.evaluate;

import org.jspecify.annotations.NullMarked;
