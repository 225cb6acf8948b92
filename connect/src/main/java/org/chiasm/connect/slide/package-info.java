/** Whole slides as DICOM stores them: pyramids of tiles, read a region at a time. */
@NullMarked
package org.chiasm.connect.slide;

import org.jspecify.annotations.NullMarked;
