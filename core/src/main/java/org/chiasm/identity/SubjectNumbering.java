package org.chiasm.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.chiasm.PatientIdentifier;
import org.chiasm.SubjectId;

/** Gives subjects their numbers: from content only, and no number twice. */
final class SubjectNumbering {
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

  private final Set<Long> taken = new HashSet<>();

  /** The number a MEDS data set gives its subject; empty for any other identifier. */
  static OptionalLong medsNumber(PatientIdentifier identifier) {
    if (!identifier.authority().uri().startsWith(IdentityResolver.MEDS_AUTHORITY)
        || !DECIMAL.matcher(identifier.value()).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(identifier.value()));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  /** The number {@code wished} if it is free, else one from the identifier. */
  SubjectId number(OptionalLong wished, PatientIdentifier smallest) {
    if (wished.isPresent() && taken.add(wished.getAsLong())) {
      return new SubjectId(wished.getAsLong());
    }
    String name = smallest.authority().uri() + "\n" + smallest.value();
    byte[] hash = sha256(name.getBytes(UTF_8));
    while (!taken.add(positive(hash))) {
      hash = sha256(hash);
    }
    return new SubjectId(positive(hash));
  }

  private static long positive(byte[] hash) {
    return ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime lacks SHA-256", e);
    }
  }
}
