/** DICOM files: read, written, and a folder of them as a feed of images and waveforms. */
@NullMarked
package org.chiasm.connect.dicom;

import org.jspecify.annotations.NullMarked;
