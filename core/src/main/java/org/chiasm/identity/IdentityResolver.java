package org.chiasm.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chiasm.Origin;
import org.chiasm.PatientIdentifier;
import org.chiasm.SourceItem;

/**
 * Collects what the feeds register and decides which identifiers are one subject.
 *
 * <p>Identifiers that stand in one registration belong together. An identifier whose registrations
 * contradict in sex, birth date or family name is quarantined (wrong-patient guard): it joins
 * nothing. Where a chain of registrations, each fitting the next, would join persons who
 * contradict, every identifier of the chain that was registered in more than one way is quarantined
 * too. The result depends on the set of registrations, never on their order.
 *
 * <p>Holds one entry for each distinct registration and identifier. Not safe for use by several
 * threads.
 */
public final class IdentityResolver {
  /**
   * How the authorities begin that stand for a feed's own references: such an identifier means
   * nothing until a registration mentions it.
   */
  public static final String FEED_AUTHORITY = "urn:chiasm:";

  /**
   * How the authorities begin that stand for a MEDS data set: its subjects need no registration and
   * keep their numbers.
   */
  public static final String MEDS_AUTHORITY = "urn:chiasm:meds:";

  private final Map<Statement, Origin> statements = new HashMap<>();
  private final Set<PatientIdentifier> mentioned = new HashSet<>();

  /**
   * What some document says: these identifiers are one person, who looks so.
   *
   * @param identifiers ascending
   */
  record Statement(List<PatientIdentifier> identifiers, DemographicProfile profile) {}

  /** Takes in one registration. */
  public void add(SourceItem.Registration registration) {
    var identifiers = registration.identifiers().stream().distinct().sorted().toList();
    var profile = DemographicProfile.of(registration.demographics());
    statements.merge(
        new Statement(identifiers, profile),
        registration.origin(),
        (one, other) -> one.compareTo(other) <= 0 ? one : other);
  }

  /**
   * Takes in an identifier by which a fact names its patient. One that an issuer gave out becomes a
   * subject even if nothing registers it; a feed's own reference does not.
   */
  public void mention(PatientIdentifier identifier) {
    String authority = identifier.authority().uri();
    if (authority.startsWith(MEDS_AUTHORITY) || !authority.startsWith(FEED_AUTHORITY)) {
      mentioned.add(identifier);
    }
  }

  /** Decides, from everything taken in so far. */
  public IdentityResolution resolve() {
    return new Linkage(statements, mentioned).resolve();
  }
}
