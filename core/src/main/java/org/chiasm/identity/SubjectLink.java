package org.chiasm.identity;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.chiasm.SubjectId;

/** Whose an identifier is, as far as the registrations say. */
public sealed interface SubjectLink {
  /**
   * One subject's.
   *
   * @param subject whose
   */
  record Linked(SubjectId subject) implements SubjectLink {
    /** Checks that there is a subject. */
    public Linked {
      requireNonNull(subject, "subject");
    }
  }

  /**
   * Registered with conflicting demographics: it links nothing, and a fact named by it is given to
   * nobody.
   *
   * @param candidates the subjects that some registration names together with it, ascending; may be
   *     empty
   */
  record Quarantined(SortedSet<SubjectId> candidates) implements SubjectLink {
    /** Copies the candidates. */
    public Quarantined {
      candidates = Collections.unmodifiableSortedSet(new TreeSet<>(candidates));
    }

    /** A quarantined identifier with these candidates, in any order. */
    static Quarantined among(Set<SubjectId> candidates) {
      return new Quarantined(new TreeSet<>(candidates));
    }
  }

  /** Nobody's that is known: a feed's own reference that no registration mentions. */
  record Unknown() implements SubjectLink {}
}
