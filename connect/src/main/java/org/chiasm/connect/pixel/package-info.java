/**
 * Decoding of the pixel data of one DICOM instance to numbers (DICOM PS3.5 clause 8, PS3.3
 * C.7.6.3).
 */
@NullMarked
package org.chiasm.connect.pixel;

import org.jspecify.annotations.NullMarked;
