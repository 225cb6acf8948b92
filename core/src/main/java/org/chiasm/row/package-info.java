/**
 * The one contract: a study, a timeline and a prediction time become one row, and the gate says
 * whether the model may run on it.
 */
@NullMarked
package org.chiasm.row;

import org.jspecify.annotations.NullMarked;
