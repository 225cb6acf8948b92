/**
 * Decoding of JPEG (ITU-T T.81) and JPEG-LS (ITU-T T.87) streams to samples as medicine uses them.
 */
@NullMarked
package org.chiasm.connect.jpeg;

import org.jspecify.annotations.NullMarked;
