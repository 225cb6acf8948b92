package org.chiasm.study.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;

/**
 * Reads {@code card}: what only people know of a model and no data show. It goes into the model
 * card and nowhere else, so that no figure can depend on it.
 */
final class CardReader {
  /** In the order of the TRIPOD+AI items they answer (doi:10.1136/bmj-2023-078378). */
  static final List<String> NAMES =
      List.of(
          "context",
          "intended_use",
          "out_of_scope",
          "health_inequalities",
          "data_source",
          "setting",
          "treatments",
          "outcome_rationale",
          "outcome_assessors",
          "outcome_blinding",
          "predictor_choice",
          "predictor_assessors",
          "sample_size",
          "fairness",
          "thresholds",
          "ethics",
          "funding",
          "conflicts",
          "protocol",
          "registration",
          "data_sharing",
          "patient_involvement",
          "licence",
          "interpretation",
          "limitations",
          "user_interaction",
          "next_steps",
          "contact");

  static final Keys CARD = Keys.of("card").allow(NAMES);
  static final int LENGTH_MAX = 4000;

  private CardReader() {}

  /** The statements by name, in the order of {@link #NAMES}. */
  static Map<String, String> read(Field field) {
    var statements = new LinkedHashMap<String, String>();
    var section =
        field
            .section("{intended_use: \"…\"}, statements for the model card")
            .map(present -> present.allow(CARD));
    for (var name : NAMES) {
      section.flatMap(present -> present.get(name)).ifPresent(each -> read(name, each, statements));
    }
    return Collections.unmodifiableMap(statements);
  }

  private static void read(String name, Field field, Map<String, String> statements) {
    var expected = "a statement in words, at most " + LENGTH_MAX + " characters";
    var text = field.text(expected);
    if (text.isPresent() && text.get().length() > LENGTH_MAX) {
      field.reject(text.get().length() + " characters", expected, "");
    }
    text.ifPresent(words -> statements.put(name, words));
  }
}
