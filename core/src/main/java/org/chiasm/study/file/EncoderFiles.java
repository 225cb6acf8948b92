package org.chiasm.study.file;

import java.util.Optional;
import org.chiasm.study.EncoderRule;
import org.chiasm.study.TextEncoderRule;

/** Who can look into the encoder files that a study names. */
@FunctionalInterface
public interface EncoderFiles {
  /** Looks into none, as where a finished model carries its encoders with it. */
  EncoderFiles UNSEEN = rule -> Optional.empty();

  /** What is wrong with the file of a rule, in words; nothing where it keeps the contract. */
  Optional<String> problem(EncoderRule rule);

  /** The same for an encoder of text. */
  default Optional<String> problem(TextEncoderRule.Given rule) {
    return Optional.empty();
  }
}
