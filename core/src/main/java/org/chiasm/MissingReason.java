package org.chiasm;

/** Why an input of a row has no value. Every absence has exactly one. */
public enum MissingReason {
  /** The subject has no such fact at any time seen so far. */
  NOT_MEASURED,
  /** There are such facts, all outside the input's window. */
  OUTSIDE_WINDOW,
  /** There is such a fact in the window whose available time lies after the prediction time. */
  NOT_YET_AVAILABLE,
  /** A number without a unit that can be trusted or converted. */
  UNIT_UNKNOWN,
  /** A number outside the concept's plausible range. */
  IMPLAUSIBLE,
  /** Images arrived, and none satisfies the input's selection rule. */
  NO_SUITABLE_SERIES,
  /**
   * It is there and cannot be read: undecodable pixels, a flat signal, a value the feed left out.
   */
  UNREADABLE,
  /** It may belong to another person. */
  IDENTITY_UNCERTAIN,
  /** The system that would know did not answer. */
  SOURCE_UNREACHABLE,
  /** It was taken back (entered in error). */
  RETRACTED
}
