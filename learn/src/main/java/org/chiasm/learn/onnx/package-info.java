/**
 * Networks as ONNX files: written from an architecture and its parameters, and run. The only
 * package that speaks to ONNX Runtime and to the ONNX format.
 */
@NullMarked
package org.chiasm.learn.onnx;

import org.jspecify.annotations.NullMarked;
