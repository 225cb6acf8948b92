/**
 * How much of a row may be missing before a model falls below its floor: performance by what is
 * present, importance of what is absent, and the region the gate lets pass.
 */
@NullMarked
package org.chiasm.learn.budget;

import org.jspecify.annotations.NullMarked;
