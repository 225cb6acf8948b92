/** The conditions a study can ask for: their groups, words and codes. */
@NullMarked
package org.chiasm.note.lexicon;

import org.jspecify.annotations.NullMarked;
