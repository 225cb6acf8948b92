/**
 * A synthetic hospital with known truth, on disk as a real one would export it: what the demo runs
 * on and what tests score the curators against. Nothing in it is or resembles a real person's data.
 */
@NullMarked
package org.chiasm.app.hospital;

import org.jspecify.annotations.NullMarked;
