package org.chiasm.identity;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.chiasm.Demographics;
import org.chiasm.Sex;
import org.jspecify.annotations.Nullable;

/**
 * Demographics in the form in which two registrations can be compared. {@link #toString} shows none
 * of it.
 */
record DemographicProfile(
    Sex sex, @Nullable LocalDate birthDate, PersonName family, PersonName given)
    implements Comparable<DemographicProfile> {
  private static final Comparator<DemographicProfile> ORDER =
      Comparator.comparing(DemographicProfile::sex)
          .thenComparingLong(DemographicProfile::birthDay)
          .thenComparing(DemographicProfile::family)
          .thenComparing(DemographicProfile::given);

  static DemographicProfile of(Demographics demographics) {
    return new DemographicProfile(
        demographics.sex(),
        demographics.birthDate().orElse(null),
        PersonName.of(demographics.familyName()),
        PersonName.of(demographics.givenName()));
  }

  /** In what they contradict; empty where both can be one person's. */
  Set<DemographicField> conflictsWith(DemographicProfile other) {
    var fields = EnumSet.noneOf(DemographicField.class);
    boolean sexKnown = sex != Sex.UNKNOWN && other.sex != Sex.UNKNOWN;
    boolean birthKnown = birthDate != null && other.birthDate != null;
    if (sexKnown && sex != other.sex) {
      fields.add(DemographicField.SEX);
    }
    if (birthKnown && birthDay() != other.birthDay()) {
      fields.add(DemographicField.BIRTH_DATE);
    }
    boolean sameButForName =
        sexKnown && birthKnown && fields.isEmpty() && given.startsLike(other.given);
    if (!sameButForName && family.contradicts(other.family)) {
      fields.add(DemographicField.FAMILY_NAME);
    }
    return fields;
  }

  @Override
  public int compareTo(DemographicProfile other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "DemographicProfile[withheld]";
  }

  private long birthDay() {
    return birthDate == null ? Long.MIN_VALUE : birthDate.toEpochDay();
  }
}
