/** Tests of the package of this name. */
@NullMarked
package org.chiasm.connect.dicomwaveform;

import org.jspecify.annotations.NullMarked;
