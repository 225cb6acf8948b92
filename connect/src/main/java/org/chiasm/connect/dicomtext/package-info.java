/** Words, names and times as DICOM values write them. */
@NullMarked
package org.chiasm.connect.dicomtext;

import org.jspecify.annotations.NullMarked;
