/**
 * The text of a note before anything is known of its meaning: languages, words, phrases, sections
 * and sentences, all as spans of the original characters.
 */
@NullMarked
package org.chiasm.note.text;

import org.jspecify.annotations.NullMarked;
