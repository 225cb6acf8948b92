/**
 * Filling in what is missing, four ways, compared on tuning rows: how near known values come, and
 * what the outcome gains.
 */
@NullMarked
package org.chiasm.learn.impute;

import org.jspecify.annotations.NullMarked;
