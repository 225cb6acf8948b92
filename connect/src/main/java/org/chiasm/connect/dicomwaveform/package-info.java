/**
 * Signals kept in DICOM objects (PS3.3 C.10.9): their multiplex groups, channels, samples, and what
 * the recorder measured on them.
 */
@NullMarked
package org.chiasm.connect.dicomwaveform;

import org.jspecify.annotations.NullMarked;
