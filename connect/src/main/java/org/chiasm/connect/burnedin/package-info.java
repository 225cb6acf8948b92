/** Whether words are painted into the pixels of an instance, by its header and by the pixels. */
@NullMarked
package org.chiasm.connect.burnedin;

import org.jspecify.annotations.NullMarked;
