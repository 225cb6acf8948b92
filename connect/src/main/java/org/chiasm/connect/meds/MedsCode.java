package org.chiasm.connect.meds;

import java.util.List;
import java.util.Optional;
import org.chiasm.Code;
import org.chiasm.EventCode;
import org.chiasm.FactKind;
import org.chiasm.study.SiteDefinition;

/**
 * A code of a MEDS data set, as the record will hold it.
 *
 * @param local as the data set spells it
 * @param mapped with the site's standard code in front, where it has one
 * @param hash of the local spelling
 */
record MedsCode(Code local, EventCode mapped, long hash) {
  private static final String BIRTH = "MEDS_BIRTH";
  private static final String DEATH = "MEDS_DEATH";
  private static final String GENDER = "GENDER";

  /** Reads a code string; nothing where it has no value. */
  static Optional<MedsCode> of(String words, SiteDefinition site) {
    Code local;
    try {
      local = Code.parse(words);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    var mapped =
        site.standardCode(local)
            .filter(standard -> !standard.equals(local))
            .map(standard -> new EventCode(standard, List.of(local), ""))
            .orElseGet(() -> EventCode.of(local));
    return Optional.of(new MedsCode(local, mapped, ContentHash.of(words).value()));
  }

  EventCode eventCode(String remark) {
    return remark.isEmpty()
        ? mapped
        : new EventCode(mapped.primary(), mapped.translations(), remark);
  }

  /** Whether registration asks for it before any care: birth and sex. */
  boolean isRegistration() {
    return is(BIRTH) || is(GENDER);
  }

  boolean isDeath() {
    return is(DEATH);
  }

  FactKind kind(boolean timed) {
    return !timed || isRegistration() || isDeath() ? FactKind.DEMOGRAPHIC : FactKind.OBSERVATION;
  }

  private boolean is(String name) {
    return local.system().equals(name) || (local.system().isEmpty() && local.value().equals(name));
  }
}
