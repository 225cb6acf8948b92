/**
 * A folder's imaging series, described and ranked for people and programs, with a contact sheet.
 */
@NullMarked
package org.chiasm.app.series;

import org.jspecify.annotations.NullMarked;
