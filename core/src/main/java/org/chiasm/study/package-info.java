/**
 * What a prediction study is and how a site spells it: the study file and the site file as
 * immutable records, read from text with every problem reported at once.
 */
@NullMarked
package org.chiasm.study;

import org.jspecify.annotations.NullMarked;
