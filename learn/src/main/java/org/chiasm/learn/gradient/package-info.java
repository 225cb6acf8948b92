/** Derivatives of a network's score with respect to its feature maps, from its ONNX file alone. */
@NullMarked
package org.chiasm.learn.gradient;

import org.jspecify.annotations.NullMarked;
