/** Which identifiers are one subject, decided from what the feeds register and never in doubt. */
@NullMarked
package org.chiasm.identity;

import org.jspecify.annotations.NullMarked;
