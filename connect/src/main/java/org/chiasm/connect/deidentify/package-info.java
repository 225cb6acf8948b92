/**
 * De-identification of DICOM instances for research (DICOM PS3.15 Annex E, Basic Application Level
 * Confidentiality Profile).
 */
@NullMarked
package org.chiasm.connect.deidentify;

import org.jspecify.annotations.NullMarked;
