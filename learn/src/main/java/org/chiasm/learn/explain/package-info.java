/** Why a prediction is what it is: what each branch, input and piece of evidence contributes. */
@NullMarked
package org.chiasm.learn.explain;

import org.jspecify.annotations.NullMarked;
