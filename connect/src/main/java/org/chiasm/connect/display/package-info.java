/**
 * Decoded images as files people and numpy open: arrays of numbers and pictures on a grey scale.
 */
@NullMarked
package org.chiasm.connect.display;

import org.jspecify.annotations.NullMarked;
