package org.chiasm;

/** Why an input of a row has no value. Every absence has exactly one. */
public enum MissingReason {
  /** The subject has no such fact at any time seen so far. */
  NOT_MEASURED,
  /** There are such facts, all outside the input's window. */
  OUTSIDE_WINDOW,
  /**
   * It is known to be on its way and was not there at the prediction time: a result registered
   * without a value, a series still arriving. What only hindsight knows is never a reason, because
   * a row must not change with what became available later.
   */
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
