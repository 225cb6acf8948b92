package org.chiasm.note;

import org.chiasm.note.Context.Experiencer;
import org.chiasm.note.Context.Temporality;

/** What a section of a note is about, and what that says of a mention that says nothing itself. */
public enum SectionKind {
  /** Why the patient is here now. */
  PRESENT_ILLNESS,
  /** What the patient has or had before. */
  PAST_HISTORY,
  SURGICAL_HISTORY,
  /** What relatives have or had. */
  FAMILY_HISTORY,
  SOCIAL_HISTORY,
  ALLERGIES,
  MEDICATIONS,
  REVIEW_OF_SYSTEMS,
  EXAMINATION,
  RESULTS,
  ASSESSMENT,
  HOSPITAL_COURSE,
  /** What the patient is told to look out for. */
  INSTRUCTIONS,
  PLAN,
  /** Any other, and text before the first heading. */
  OTHER;

  /** When a mention in such a section is, if its sentence does not say. */
  Temporality temporality() {
    return switch (this) {
      case PAST_HISTORY, SURGICAL_HISTORY, SOCIAL_HISTORY, ALLERGIES -> Temporality.HISTORICAL;
      case INSTRUCTIONS -> Temporality.HYPOTHETICAL;
      default -> Temporality.RECENT;
    };
  }

  /** Of whom a mention in such a section is. */
  Experiencer experiencer() {
    return this == FAMILY_HISTORY ? Experiencer.OTHER : Experiencer.PATIENT;
  }
}
