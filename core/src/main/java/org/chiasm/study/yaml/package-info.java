/**
 * YAML text as a cursor that hands out what a grammar expects and collects every problem it meets,
 * with file, line and the nearest right answer.
 */
@NullMarked
package org.chiasm.study.yaml;

import org.jspecify.annotations.NullMarked;
