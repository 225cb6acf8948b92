/**
 * A user's own ONNX models of text: one that finds comorbidities in place of the lexicon, one that
 * turns notes into numbers.
 */
@NullMarked
package org.chiasm.learn.tagger;

import org.jspecify.annotations.NullMarked;
