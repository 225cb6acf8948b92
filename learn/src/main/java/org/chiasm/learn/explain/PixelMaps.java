package org.chiasm.learn.explain;

import org.chiasm.row.FeatureRow;
import org.chiasm.study.InputDefinition;

/** Maps of the pixels that a score comes from. Called from one thread. */
@FunctionalInterface
public interface PixelMaps {
  /** The {@link ActivationMap} of an image of a row, or a {@link Evidence.NoMap} that says why. */
  Evidence of(InputDefinition.Image input, FeatureRow row);
}
