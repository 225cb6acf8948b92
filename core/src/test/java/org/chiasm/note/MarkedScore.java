package org.chiasm.note;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chiasm.note.context.Context;
import org.chiasm.note.context.SentenceAnalysis;
import org.chiasm.note.text.Section;
import org.chiasm.note.text.SectionSplitter;
import org.chiasm.note.text.SentenceSplitter;
import org.chiasm.note.text.Span;

/**
 * What was read of marked notes, counted against the marks: mentions found, the context of every
 * marked place (also where no mention was found), and the state of every comorbidity of a note.
 */
final class MarkedScore {
  /** Right, too many, missed. */
  static final class Count {
    int right;
    int extra;
    int missed;

    double f1() {
      return 2.0 * right / Math.max(1, 2 * right + extra + missed);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "precision %.3f recall %.3f F1 %.3f (right %d, extra %d, missed %d)",
          right / (double) Math.max(1, right + extra),
          right / (double) Math.max(1, right + missed),
          f1(),
          right,
          extra,
          missed);
    }
  }

  final Map<String, Count> counts = new LinkedHashMap<>();
  final List<String> differences = new ArrayList<>();

  MarkedScore(List<MarkedNote> notes) {
    for (String what :
        List.of(
            "mentions", "negated", "historical", "hypothetical", "other", "present", "denied")) {
      counts.put(what, new Count());
    }
    notes.forEach(this::add);
  }

  Count of(String what) {
    return requireNonNull(counts.get(what), what);
  }

  private void add(MarkedNote note) {
    var read = NoteReader.of(note.language()).read(note.text());
    mentions(note, read);
    note.marks().stream()
        .filter(mark -> !mark.group().equals("."))
        .forEach(mark -> context(note, mark));
    states(note, read);
  }

  private void mentions(MarkedNote note, NoteFindings read) {
    var count = of("mentions");
    for (var mark : note.marks()) {
      if (isGroup(mark)) {
        boolean found = read.findings().stream().anyMatch(each -> isAt(each, mark));
        count(count, true, found, note, mark.group() + at(note, mark.span()));
      }
    }
    for (var finding : read.findings()) {
      if (note.marks().stream()
          .noneMatch(
              mark ->
                  isAt(finding, mark)
                      || (mark.group().equals(".") && overlaps(finding.span(), mark.span())))) {
        count(count, false, true, note, finding.group() + at(note, finding.span()));
      }
    }
  }

  private void context(MarkedNote note, MarkedNote.Mark mark) {
    var context = contextAt(note, mark.span());
    boolean negated = context.negation() == Context.Negation.NEGATED;
    boolean other = context.experiencer() == Context.Experiencer.OTHER;
    count(of("negated"), mark.isNegated(), negated, note, "negated" + at(note, mark.span()));
    count(of("other"), mark.isOfOther(), other, note, "of somebody else" + at(note, mark.span()));
    if (mark.hasTime()) {
      var time = context.temporality();
      count(
          of("historical"),
          mark.isHistorical(),
          time == Context.Temporality.HISTORICAL,
          note,
          "historical" + at(note, mark.span()));
      count(
          of("hypothetical"),
          mark.isHypothetical(),
          time == Context.Temporality.HYPOTHETICAL,
          note,
          "hypothetical" + at(note, mark.span()));
    }
  }

  /** As {@link NoteReader} would read a mention there. */
  private static Context contextAt(MarkedNote note, Span span) {
    for (Section section : new SectionSplitter(note.language()).split(note.text())) {
      for (Span sentence :
          new SentenceSplitter(note.language()).split(note.text(), section.body())) {
        if (sentence.start() <= span.start() && span.start() < sentence.end()) {
          return SentenceAnalysis.of(note.text(), sentence, note.language()).context(span, section);
        }
      }
    }
    return Context.PLAIN;
  }

  private void states(MarkedNote note, NoteFindings read) {
    var marked = new TreeMap<String, Boolean>();
    for (var mark : note.marks()) {
      if (isGroup(mark) && !mark.isOfOther() && !mark.isHypothetical()) {
        marked.merge(mark.group(), !mark.isNegated(), Boolean::logicalOr);
      }
    }
    var found = new TreeMap<String, Boolean>();
    for (var finding : read.findings()) {
      boolean unsure =
          note.marks().stream()
              .anyMatch(mark -> mark.group().equals(".") && overlaps(finding.span(), mark.span()));
      if (!unsure && finding.context().isOfPatient()) {
        found.put(finding.group(), true);
      } else if (!unsure
          && finding.context().negation() == Context.Negation.NEGATED
          && finding.context().experiencer() == Context.Experiencer.PATIENT
          && finding.context().temporality() != Context.Temporality.HYPOTHETICAL) {
        found.putIfAbsent(finding.group(), false);
      }
    }
    var groups = new TreeSet<>(marked.keySet());
    groups.addAll(found.keySet());
    for (String group : groups) {
      count(
          of("present"),
          Boolean.TRUE.equals(marked.get(group)),
          Boolean.TRUE.equals(found.get(group)),
          note,
          "present " + group);
      count(
          of("denied"),
          Boolean.FALSE.equals(marked.get(group)),
          Boolean.FALSE.equals(found.get(group)),
          note,
          "denied " + group);
    }
  }

  private void count(Count count, boolean expected, boolean found, MarkedNote note, String what) {
    if (expected && found) {
      count.right++;
    } else if (expected != found) {
      if (found) {
        count.extra++;
      } else {
        count.missed++;
      }
      differences.add((found ? "extra  " : "missed ") + what + " in " + note.title());
    }
  }

  private static String at(MarkedNote note, Span span) {
    return " at '" + span.of(note.text()) + "'";
  }

  private static boolean isGroup(MarkedNote.Mark mark) {
    return !mark.group().equals("*") && !mark.group().equals(".");
  }

  private static boolean isAt(Finding finding, MarkedNote.Mark mark) {
    return finding.group().equals(mark.group()) && overlaps(finding.span(), mark.span());
  }

  private static boolean overlaps(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
  }

  /** All counts and, after them, all differences. */
  String report() {
    var report = new StringBuilder();
    counts.forEach((what, count) -> report.append(what).append(": ").append(count).append('\n'));
    differences.forEach(each -> report.append(each).append('\n'));
    return report.toString();
  }
}
