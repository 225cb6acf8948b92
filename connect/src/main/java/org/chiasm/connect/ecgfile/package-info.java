/** Electrocardiograms in single files, whatever their format, and what the files state of them. */
@NullMarked
package org.chiasm.connect.ecgfile;

import org.jspecify.annotations.NullMarked;
