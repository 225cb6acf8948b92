package org.chiasm.connect.meds;

/**
 * A 64-bit hash of content, the same on every machine and in every release: it stands in the keys
 * of facts. It is not cryptographic.
 *
 * @param value the hash so far
 */
record ContentHash(long value) {
  private static final long SEED = 0x9E3779B97F4A7C15L;

  static ContentHash of(long... numbers) {
    var hash = new ContentHash(SEED);
    for (long number : numbers) {
      hash = hash.with(number);
    }
    return hash;
  }

  static ContentHash of(CharSequence text) {
    long hash = SEED;
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash ^ text.charAt(i));
    }
    return new ContentHash(mix(hash ^ text.length()));
  }

  ContentHash with(long number) {
    return new ContentHash(mix(value * 31 ^ mix(number + SEED)));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195). */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
