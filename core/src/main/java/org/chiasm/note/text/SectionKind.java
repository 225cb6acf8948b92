package org.chiasm.note.text;

/** What a section of a note is about. */
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
  /** What an examination is to answer. */
  INDICATION,
  /** Any other, and text before the first heading. */
  OTHER
}
