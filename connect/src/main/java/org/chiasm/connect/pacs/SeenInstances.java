package org.chiasm.connect.pacs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which SOP Instance UIDs have been met: 128 bits of SHA-256 for each, about 32 bytes of memory, so
 * that ten million instances fit into 320 MB.
 */
final class SeenInstances {
  private long[] slots = new long[2 * 1024];
  private int count;

  private final MessageDigest digest;

  SeenInstances() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  /** Notes a UID; false if it was noted before. */
  boolean add(String uid) {
    var hash = ByteBuffer.wrap(digest.digest(uid.getBytes(UTF_8)));
    long high = hash.getLong() | 1;
    long low = hash.getLong();
    if (!put(slots, high, low)) {
      return false;
    }
    if (++count * 4L > slots.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    var larger = new long[2 * slots.length];
    for (int slot = 0; slot < slots.length; slot += 2) {
      if (slots[slot] != 0) {
        put(larger, slots[slot], slots[slot + 1]);
      }
    }
    slots = larger;
  }

  /** A slot is two words; the first is never 0 where it is taken. */
  private static boolean put(long[] into, long high, long low) {
    int places = into.length / 2;
    int place = (int) Long.remainderUnsigned(low, places);
    while (into[2 * place] != 0) {
      if (into[2 * place] == high && into[2 * place + 1] == low) {
        return false;
      }
      place = (place + 1) % places;
    }
    into[2 * place] = high;
    into[2 * place + 1] = low;
    return true;
  }
}
