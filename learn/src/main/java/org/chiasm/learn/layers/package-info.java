/**
 * The architectures of networks and what they are fitted to, written once over abstract operations,
 * so that the network trained and the network exported are the same by construction.
 */
@NullMarked
package org.chiasm.learn.layers;

import org.jspecify.annotations.NullMarked;
