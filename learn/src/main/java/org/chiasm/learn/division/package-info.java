/** The division of subjects into those that models are fitted on, tuned on and judged on. */
@NullMarked
package org.chiasm.learn.division;

import org.jspecify.annotations.NullMarked;
