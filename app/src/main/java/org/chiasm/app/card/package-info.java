/** The model card of a bundle: what TRIPOD+AI asks, answered by what was measured and stated. */
@NullMarked
package org.chiasm.app.card;

import org.jspecify.annotations.NullMarked;
