package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a feed says about who a patient is. Every part may be unknown; {@link #toString} shows none
 * of it, because all of it is PHI.
 */
public final class Demographics {
  private static final Demographics UNKNOWN = new Demographics("", "", Sex.UNKNOWN, null, null);

  private final String familyName;
  private final String givenName;
  private final Sex sex;
  private final @Nullable LocalDate birthDate;
  private final @Nullable LocalDate deathDate;

  /**
   * One person's demographics.
   *
   * @param familyName as written, empty where unknown
   * @param givenName as written, empty where unknown
   * @param birthDate null where unknown
   * @param deathDate null where unknown or alive
   */
  public Demographics(
      String familyName,
      String givenName,
      Sex sex,
      @Nullable LocalDate birthDate,
      @Nullable LocalDate deathDate) {
    this.familyName = familyName.strip();
    this.givenName = givenName.strip();
    this.sex = requireNonNull(sex, "sex");
    this.birthDate = birthDate;
    this.deathDate = deathDate;
  }

  /** Nothing known. */
  public static Demographics unknown() {
    return UNKNOWN;
  }

  /** Empty where unknown. */
  public String familyName() {
    return familyName;
  }

  /** Empty where unknown. */
  public String givenName() {
    return givenName;
  }

  /** {@link Sex#UNKNOWN} where unknown. */
  public Sex sex() {
    return sex;
  }

  /** The day of birth. */
  public Optional<LocalDate> birthDate() {
    return Optional.ofNullable(birthDate);
  }

  /** The day of death. */
  public Optional<LocalDate> deathDate() {
    return Optional.ofNullable(deathDate);
  }

  @Override
  public String toString() {
    return "Demographics[withheld]";
  }
}
