package org.chiasm.app.hospital;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream of chance that belongs to one matter of one patient, so that a change in how one matter
 * is made leaves all others as they were. Not safe for use by many threads.
 */
final class Chance {
  private final SplittableRandom random;

  /** The chance of a matter, such as {@code labs}, of the patient with that index. */
  Chance(long seed, int patient, String matter) {
    this.random = new SplittableRandom(ByteBuffer.wrap(digest(seed, patient, matter)).getLong());
  }

  /** A number in [0, 1). */
  double uniform() {
    return random.nextDouble();
  }

  /** A number in [low, high). */
  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** A whole number in [0, bound). */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A draw from the standard normal distribution, by Box and Muller's method. */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** True with that probability. */
  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** One of them, each as likely. */
  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A DICOM UID under {@code 2.25} that names a thing of a patient (DICOM PS3.5 B.2). */
  static String uid(long seed, int patient, String thing) {
    return "2.25." + new BigInteger(1, digest(seed, patient, thing)).shiftRight(128);
  }

  private static byte[] digest(long seed, int patient, String matter) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(12).putLong(seed).putInt(patient).array());
      return digest.digest(matter.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
