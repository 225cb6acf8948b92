/** What the words and codes of image headers mean, by tables that name their sources. */
@NullMarked
package org.chiasm.imaging.words;

import org.jspecify.annotations.NullMarked;
