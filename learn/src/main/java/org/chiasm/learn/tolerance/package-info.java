/**
 * How old a value may be: how many rows have one, how far it drifts, and what a model gains, as its
 * window widens.
 */
@NullMarked
package org.chiasm.learn.tolerance;

import org.jspecify.annotations.NullMarked;
