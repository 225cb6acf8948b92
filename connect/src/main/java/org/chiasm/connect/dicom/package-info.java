/** DICOM data sets and files, read and written. */
@NullMarked
package org.chiasm.connect.dicom;

import org.jspecify.annotations.NullMarked;
