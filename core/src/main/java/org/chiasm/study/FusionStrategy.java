package org.chiasm.study;

/** The ways of joining modalities (Huang et al. 2020, doi:10.1038/s41746-020-00341-z). */
public enum FusionStrategy {
  /** Original features joined. */
  EARLY_I,
  /** Extracted features joined, without loss back to the extractors. */
  EARLY_II,
  /** Learned representations of all modalities joined, loss propagated to every extractor. */
  JOINT_I,
  /** Some modalities enter without a learned extractor. */
  JOINT_II,
  /** As joint I, joined by self-attention over one token for each branch that is present. */
  JOINT_ATTENTION,
  /** One model for each modality, their predictions joined. */
  LATE;

  /** Whether networks are trained for it. */
  public boolean trainsNetworks() {
    return switch (this) {
      case EARLY_II, JOINT_I, JOINT_II, JOINT_ATTENTION -> true;
      case EARLY_I, LATE -> false;
    };
  }
}
