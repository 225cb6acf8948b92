/** The report of a run: one self-contained page drawn from the run's summary. */
@NullMarked
package org.chiasm.app.report;

import org.jspecify.annotations.NullMarked;
