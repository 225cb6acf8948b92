/**
 * What a site's values look like as a whole, how that compares with another site, and which
 * standard code a local one stands for: evidence that a person reviews before a site file keeps it.
 */
@NullMarked
package org.chiasm.lab.site;

import org.jspecify.annotations.NullMarked;
