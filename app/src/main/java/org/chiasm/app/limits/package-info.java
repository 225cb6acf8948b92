/** What a model bears, measured: how much may be missing, and how old a value may be. */
@NullMarked
package org.chiasm.app.limits;

import org.jspecify.annotations.NullMarked;
