/** The command line: reads what the user asked for, starts the stages and tells how they go. */
@NullMarked
package org.chiasm.app.cli;

import org.jspecify.annotations.NullMarked;
