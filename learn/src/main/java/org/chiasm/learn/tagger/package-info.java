/** A user's own ONNX model that finds comorbidities in notes in place of the lexicon. */
@NullMarked
package org.chiasm.learn.tagger;

import org.jspecify.annotations.NullMarked;
