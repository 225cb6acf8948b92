/** The stages from feeds to report, each reading files of the one before and writing its own. */
@NullMarked
package org.chiasm.app.pipeline;

import org.jspecify.annotations.NullMarked;
