/** What every feed has in common: it is read as it is, item by item, and joins nothing. */
@NullMarked
package org.chiasm.connect;

import org.jspecify.annotations.NullMarked;
