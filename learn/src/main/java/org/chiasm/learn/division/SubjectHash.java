package org.chiasm.learn.division;

import java.util.Comparator;
import org.chiasm.SubjectId;

/** A number for each subject and seed that looks drawn at random and never changes. */
final class SubjectHash {
  private SubjectHash() {}

  /** SplitMix64 (Steele, Lea and Flood 2014) of seed and subject. */
  static long of(long seed, SubjectId subject) {
    return mix(mix(seed + 0x9e3779b97f4a7c15L) ^ (subject.value() * 0xd1342543de82ef95L + 1));
  }

  /** The hash as a position from 0 up to but not 1. */
  static double position(long seed, SubjectId subject) {
    return (of(seed, subject) >>> 11) * 0x1.0p-53;
  }

  /** The order of the hash, then of the subject. */
  static Comparator<SubjectId> order(long seed) {
    return Comparator.<SubjectId>comparingLong(subject -> of(seed, subject))
        .thenComparing(Comparator.naturalOrder());
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
