/**
 * A trained study as a folder: study file, feature contract, weights, reference distributions and
 * provenance under a manifest of hashes, loaded again to predict bit for bit the same.
 */
@NullMarked
package org.chiasm.learn.bundle;

import org.jspecify.annotations.NullMarked;
