package org.chiasm.connect.store;

import org.chiasm.EventValue;
import org.chiasm.Quantity;

/** Which kind of value a line of the record holds: its {@code value_kind} column. */
enum ValueKind {
  QUANTITY,
  CODED,
  NARRATIVE,
  IMAGE_INSTANCE,
  WAVEFORM,
  OCCURRENCE,
  ABSENT;

  static ValueKind of(EventValue value) {
    return switch (value) {
      case Quantity _ -> QUANTITY;
      case EventValue.Coded _ -> CODED;
      case EventValue.Narrative _ -> NARRATIVE;
      case EventValue.ImageInstance _ -> IMAGE_INSTANCE;
      case EventValue.Waveform _ -> WAVEFORM;
      case EventValue.Occurrence _ -> OCCURRENCE;
      case EventValue.Absent _ -> ABSENT;
    };
  }
}
