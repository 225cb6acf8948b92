/** How fast rows are assembled and feeds are read; never released. */
@NullMarked
package org.chiasm.bench;

import org.jspecify.annotations.NullMarked;
