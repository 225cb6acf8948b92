package org.chiasm.connect.deidentify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret from which pseudonyms, UIDs and date shifts follow (HMAC-SHA-256, RFC 2104): the same
 * key and project give the same ones, another key or project others, and without the key nobody can
 * tell which belongs to whom. Safe for use by many threads. {@link #toString} shows nothing.
 */
public final class PseudonymKey {
  /** A key must have this many bytes at least. */
  public static final int MIN_BYTES = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int PSEUDONYM_LETTERS = 13;
  private static final int UID_BYTES = 16;
  private static final int DAYS = 365;

  private final byte[] secret;
  private final String project;

  /**
   * A key.
   *
   * @param secret at least {@link #MIN_BYTES} bytes that nobody can guess
   * @param project letters and digits; patients of two projects cannot be linked by their
   *     pseudonyms
   * @throws IllegalArgumentException if the secret is too short or the project has other characters
   */
  public PseudonymKey(byte[] secret, String project) {
    if (secret.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "A pseudonym key needs " + MIN_BYTES + " bytes, got " + secret.length);
    }
    if (!project.matches("[A-Za-z0-9]{1,16}")) {
      throw new IllegalArgumentException(
          "A project has 1 to 16 letters and digits, got " + project.length() + " characters");
    }
    this.secret = secret.clone();
    this.project = project;
  }

  /** The pseudonym of a patient: the project and 65 bits as letters, such as {@code TRIAL-7K3…}. */
  String pseudonym(String patient) {
    var bits = new BigInteger(1, code("patient", patient));
    var text = new StringBuilder(project).append('-');
    for (int i = 0; i < PSEUDONYM_LETTERS; i++) {
      text.append(LETTERS.charAt(bits.shiftRight(5 * i).intValue() & 31));
    }
    return text.toString();
  }

  /** The UID that replaces another, of 128 bits as an integer (PS3.5 B.2). */
  String uid(String uid) {
    byte[] bits = Arrays.copyOf(code("uid", uid), UID_BYTES);
    return "2.25." + new BigInteger(1, bits);
  }

  /** By how many days a patient's dates move, from -365 to -1. */
  int dateShiftDays(String patient) {
    return -1 - new BigInteger(1, code("date", patient)).mod(BigInteger.valueOf(DAYS)).intValue();
  }

  private byte[] code(String purpose, String of) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      for (String part : new String[] {project, purpose, of}) {
        byte[] bytes = part.getBytes(UTF_8);
        mac.update(Integer.toString(bytes.length).getBytes(UTF_8));
        mac.update((byte) ':');
        mac.update(bytes);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, impossible);
    }
  }

  @Override
  public String toString() {
    return "PseudonymKey[withheld]";
  }
}
