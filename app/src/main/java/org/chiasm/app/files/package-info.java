/** What a command is given and where a run's results lie, the same for every stage. */
@NullMarked
package org.chiasm.app.files;

import org.jspecify.annotations.NullMarked;
