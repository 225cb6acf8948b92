package org.chiasm.learn.tagger;

/**
 * A text cut into what a model knows: numbers, each with where it stands. A special piece stands
 * nowhere and has -1 for a start. Of one thread.
 *
 * @param ids the model's number of each piece
 * @param starts index of the first character of each
 * @param ends index after the last character of each
 * @param begins whether each begins a word
 */
@SuppressWarnings("ArrayRecordComponent") // made for one call and never compared
record Pieces(long[] ids, int[] starts, int[] ends, boolean[] begins) {
  Pieces {
    if (starts.length != ids.length || ends.length != ids.length || begins.length != ids.length) {
      throw new IllegalArgumentException(
          "Pieces must have as many places as numbers, got " + ids.length + " numbers");
    }
  }
}
