package org.chiasm.app.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.explain.Explanation;

/**
 * The sentences of notes and the coded problems that a comorbidity rests on: the mention marked,
 * the words that decided underlined, and below it what was understood and where it stands.
 */
final class NoteEvidence {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private NoteEvidence() {}

  /** Shows them; nothing where an input rests on no words. */
  static void write(Markup page, Explanation unit) {
    boolean begun = false;
    for (var each : unit.evidence()) {
      if (each instanceof Evidence.Sentence || each instanceof Evidence.Unquoted) {
        if (!begun) {
          page.raw("<section class='evidence'>").element("h2", ClinicalWords.name(unit.name()));
          begun = true;
        }
        if (each instanceof Evidence.Sentence sentence) {
          quote(page, sentence);
        } else if (each instanceof Evidence.Unquoted(_, var origin, var reason)) {
          page.element("p", "No words to show: " + reason + ".");
          page.element("p class='note'", origin);
        }
      }
    }
    if (begun) {
      page.raw("</section>");
    }
  }

  private static void quote(Markup page, Evidence.Sentence sentence) {
    page.raw("<blockquote>");
    var text = sentence.text();
    int at = 0;
    for (var part : parts(sentence)) {
      if (part.start() >= at) {
        page.text(text.substring(at, part.start()))
            .element(part.tag(), text.substring(part.start(), part.end()));
        at = part.end();
      }
    }
    page.text(text.substring(at)).raw("</blockquote>");
    page.raw("<p class='note'><b>").text(sentence.verdict()).raw("</b>");
    for (var where : List.of(sentence.section(), day(sentence.time()), sentence.origin())) {
      if (!where.isEmpty()) {
        page.text(" · " + where);
      }
    }
    page.raw("</p>");
  }

  private record Part(int start, int end, String tag) {}

  /** The mention and the triggers in the order of the sentence; the mention before a trigger. */
  private static List<Part> parts(Evidence.Sentence sentence) {
    var parts = new ArrayList<Part>();
    if (sentence.end() > sentence.start()) {
      parts.add(new Part(sentence.start(), sentence.end(), "mark"));
    }
    for (var trigger : sentence.triggers()) {
      boolean apart = trigger.end() <= sentence.start() || trigger.start() >= sentence.end();
      if (!trigger.isHeading() && apart && trigger.end() <= sentence.text().length()) {
        parts.add(new Part(trigger.start(), trigger.end(), "u"));
      }
    }
    parts.sort((left, right) -> Integer.compare(left.start(), right.start()));
    return parts;
  }

  private static String day(String time) {
    return time.isEmpty() ? "" : DAY.format(Instant.parse(time).atOffset(ZoneOffset.UTC));
  }
}
