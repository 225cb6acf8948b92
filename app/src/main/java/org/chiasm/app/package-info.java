/** What people run. */
@NullMarked
package org.chiasm.app;

import org.jspecify.annotations.NullMarked;
