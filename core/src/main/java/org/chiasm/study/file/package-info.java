/**
 * The study file and the site file: YAML text read whole into the records of {@code
 * org.chiasm.study}, with every problem found reported at once.
 */
@NullMarked
package org.chiasm.study.file;

import org.jspecify.annotations.NullMarked;
