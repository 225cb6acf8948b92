/** The shared nouns of Chiasm: subjects, identifiers, clocks, facts and the reasons for absence. */
@NullMarked
package org.chiasm;

import org.jspecify.annotations.NullMarked;
