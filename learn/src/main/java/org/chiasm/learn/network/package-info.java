/**
 * Training of networks by gradient descent, deterministic on one thread each. The only package that
 * speaks to DJL and PyTorch; nothing that predicts needs it.
 */
@NullMarked
package org.chiasm.learn.network;

import org.jspecify.annotations.NullMarked;
