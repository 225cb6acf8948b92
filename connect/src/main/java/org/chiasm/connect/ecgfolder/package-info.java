/**
 * A folder of electrocardiograms, whatever their formats, as a feed, and its signals read again.
 */
@NullMarked
package org.chiasm.connect.ecgfolder;

import org.jspecify.annotations.NullMarked;
