package org.chiasm.app.pipeline;

import org.chiasm.study.OutcomeDefinition;

/** A study's outcome in words, for reports. */
final class OutcomeWords {
  private OutcomeWords() {}

  static String of(OutcomeDefinition outcome) {
    return switch (outcome) {
      case OutcomeDefinition.Binary binary ->
          binary.concept() + " in " + binary.riskWindow() + " after the prediction time";
      case OutcomeDefinition.TimeTo timeTo ->
          "time from "
              + (timeTo.from() == OutcomeDefinition.TimeTo.From.TRIGGER
                  ? "the trigger"
                  : "the prediction time")
              + " to the first of "
              + String.join(", ", timeTo.concepts());
      case OutcomeDefinition.TimeToEvent timeTo ->
          "the first of "
              + String.join(", ", timeTo.concepts())
              + " over time in "
              + timeTo.riskWindow()
              + " after the prediction time";
      case OutcomeDefinition.MultiClass classes ->
          "which of "
              + String.join(", ", classes.names())
              + " comes first in "
              + classes.riskWindow()
              + " after the prediction time";
    };
  }
}
