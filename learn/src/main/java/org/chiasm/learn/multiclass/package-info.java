/** Outcomes of several classes: each class against all others, made one probability each. */
@NullMarked
package org.chiasm.learn.multiclass;

import org.jspecify.annotations.NullMarked;
