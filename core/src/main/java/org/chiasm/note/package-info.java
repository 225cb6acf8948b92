/**
 * What a clinical note says of a patient's own history: sections, sentences, mentions of
 * comorbidities, and whether each is affirmed, past, hypothetical or of somebody else, with the
 * words that decided.
 */
@NullMarked
package org.chiasm.note;

import org.jspecify.annotations.NullMarked;
