/** What the pixels of a CT say where headers are silent or wrong: how sharp, which body section. */
@NullMarked
package org.chiasm.imaging.appearance;

import org.jspecify.annotations.NullMarked;
