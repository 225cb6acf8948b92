/**
 * Rows become numbers: which columns each input gives, images and signals as documented original
 * features, and preprocessing whose every parameter comes from training rows.
 */
@NullMarked
package org.chiasm.learn.encode;

import org.jspecify.annotations.NullMarked;
