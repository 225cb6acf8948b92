/** How a mention is meant: there or not, when, of whom (ConText). */
@NullMarked
package org.chiasm.note.context;

import org.jspecify.annotations.NullMarked;
