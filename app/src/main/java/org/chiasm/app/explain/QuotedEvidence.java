package org.chiasm.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.note.Finding;
import org.chiasm.note.HistoryReading;
import org.chiasm.note.context.Context;
import org.chiasm.note.text.Span;

/** What one note or coded problem says of a comorbidity, in its own words. */
final class QuotedEvidence {
  private QuotedEvidence() {}

  /** The pieces that were read in a fact, each quoted. */
  static List<Evidence> of(String input, List<HistoryReading.Evidence> pieces, ClinicalEvent fact) {
    var quoted = new ArrayList<Evidence>();
    for (var piece : pieces) {
      quoted.add(
          switch (piece) {
            case HistoryReading.Evidence.Coded(var origin, var effective, var code) ->
                new Evidence.Sentence(
                    input, origin, time(effective), "", "coded", code.toString(), 0, 0, List.of());
            case HistoryReading.Evidence.Written(var origin, var effective, var finding) ->
                fact.value() instanceof EventValue.Narrative(var text)
                    ? sentence(input, origin, time(effective), finding, text)
                    : new Evidence.Unquoted(input, origin, "it is no note");
          });
    }
    return quoted;
  }

  private static Evidence sentence(
      String input, String origin, String time, Finding finding, String text) {
    var sentence = finding.sentence();
    return new Evidence.Sentence(
        input,
        origin,
        time,
        words(finding.section()),
        meaning(finding.context()),
        sentence.of(text),
        finding.span().start() - sentence.start(),
        finding.span().end() - sentence.start(),
        finding.context().triggers().stream()
            .map(trigger -> trigger(trigger, sentence, text))
            .toList());
  }

  private static Evidence.Trigger trigger(Context.Trigger trigger, Span sentence, String text) {
    var span = trigger.span();
    boolean within = sentence.start() <= span.start() && span.end() <= sentence.end();
    var effect =
        trigger.effect() == Context.Effect.OTHER_EXPERIENCER
            ? "of somebody else"
            : words(trigger.effect());
    return new Evidence.Trigger(
        effect,
        span.of(text),
        within ? span.start() - sentence.start() : 0,
        within ? span.end() - sentence.start() : 0);
  }

  private static String time(EffectiveTime effective) {
    return switch (effective) {
      case EffectiveTime.At(var instant) -> instant.toString();
      case EffectiveTime.Timeless _ -> "";
    };
  }

  private static String meaning(Context context) {
    var words = new ArrayList<String>();
    words.add(words(context.negation()));
    if (context.temporality() != Context.Temporality.RECENT) {
      words.add(words(context.temporality()));
    }
    if (context.experiencer() == Context.Experiencer.OTHER) {
      words.add("of somebody else");
    }
    return String.join(", ", words);
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
