/** Tests of the package of this name. */
@NullMarked
package org.chiasm.connect.dicom;

import org.jspecify.annotations.NullMarked;
