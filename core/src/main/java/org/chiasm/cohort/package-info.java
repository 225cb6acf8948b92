/**
 * A study applied to every subject of a record: what opens a case, who belongs to the cohort, what
 * became of them, and what the availability rule kept out.
 */
@NullMarked
package org.chiasm.cohort;

import org.jspecify.annotations.NullMarked;
