/** DICOM instances as a feed: who each is about, when it was acquired, what it holds. */
@NullMarked
package org.chiasm.connect.pacs;

import org.jspecify.annotations.NullMarked;
