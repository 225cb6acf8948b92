/** What every command shares: messages and progress, results, failures in words, exit codes. */
@NullMarked
package org.chiasm.app.terminal;

import org.jspecify.annotations.NullMarked;
