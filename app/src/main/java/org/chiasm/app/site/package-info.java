/** What the commands that judge a site as a whole read and write. */
@NullMarked
package org.chiasm.app.site;

import org.jspecify.annotations.NullMarked;
