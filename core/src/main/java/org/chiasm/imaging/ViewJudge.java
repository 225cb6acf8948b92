package org.chiasm.imaging;

import static org.chiasm.imaging.CriterionJudge.reason;
import static org.chiasm.imaging.SeriesReason.Verdict.MET;
import static org.chiasm.imaging.SeriesReason.Verdict.NOT_MET;
import static org.chiasm.imaging.SeriesReason.Verdict.UNCERTAIN;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.imaging.words.HeaderWords;
import org.chiasm.study.SeriesRule.Criterion;

/**
 * Compares the views of radiographs with those a rule asks for. One series often holds several
 * views, so each instance is judged on its own.
 */
final class ViewJudge {
  private static final Set<String> FRONTAL = Set.of("PA", "AP", "FRONTAL");

  private record View(NavigableSet<String> views, String attribute) {}

  private ViewJudge() {}

  static SeriesReason judge(ImagingSeries series, Criterion criterion) {
    if (!series.isProjection()) {
      return reason(criterion, NOT_MET, "slices, which have no view", "Modality");
    }
    var asked = asked(criterion);
    var seen = new TreeSet<String>();
    String attribute = "ViewPosition";
    boolean certain = false;
    boolean met = false;
    for (var instance : series.instances()) {
      var view = viewOf(instance);
      seen.addAll(view.views());
      if (matches(asked, view)) {
        met = true;
        certain |= isCertain(view);
        attribute = view.attribute();
      } else if (!met && !view.attribute().isEmpty()) {
        attribute = view.attribute();
      }
    }
    String found = seen.isEmpty() ? "no view" : CriterionJudge.words(seen);
    return reason(criterion, !met ? NOT_MET : certain ? MET : UNCERTAIN, found, attribute);
  }

  /** The instances that show an asked view. */
  static List<ImageInstance> matching(List<ImageInstance> instances, Criterion criterion) {
    if (criterion.sense().isPattern()) {
      return instances;
    }
    var asked = asked(criterion);
    boolean negated = criterion.sense().isNegated();
    return instances.stream().filter(each -> matches(asked, viewOf(each)) != negated).toList();
  }

  private static boolean isCertain(View view) {
    return view.attribute().startsWith("View");
  }

  /** A text that names several views does not tell which one this instance shows. */
  private static boolean matches(NavigableSet<String> asked, View view) {
    return !view.views().isEmpty() && asked.containsAll(view.views());
  }

  private static NavigableSet<String> asked(Criterion criterion) {
    var asked = new TreeSet<String>();
    for (String value : CriterionJudge.upper(criterion.values())) {
      var named = HeaderWords.shipped().viewsIn(value);
      asked.addAll(named.isEmpty() ? Set.of(value) : named);
    }
    if (asked.contains("FRONTAL") || asked.containsAll(Set.of("PA", "AP"))) {
      asked.addAll(FRONTAL);
    }
    return asked;
  }

  private static View viewOf(ImageInstance instance) {
    String position = instance.attribute("ViewPosition").strip();
    if (!position.isEmpty()) {
      var named = HeaderWords.shipped().viewsIn(position);
      return new View(
          named.isEmpty() ? CriterionJudge.upper(List.of(position)) : named, "ViewPosition");
    }
    var coded = coded(instance);
    if (!coded.isEmpty()) {
      return new View(coded, "ViewCodeSequence");
    }
    boolean lateral = isLateral(instance);
    for (String keyword : List.of("SeriesDescription", "ProtocolName", "StudyDescription")) {
      var named = new TreeSet<>(HeaderWords.shipped().viewsIn(instance.attribute(keyword)));
      if (named.size() > 1 && !instance.attribute("PatientOrientation").isBlank()) {
        named.removeIf(view -> view.equals("LATERAL") != lateral);
      }
      if (!named.isEmpty()) {
        return new View(named, keyword);
      }
    }
    String orientation = instance.attribute("PatientOrientation").strip();
    return orientation.isEmpty()
        ? new View(new TreeSet<>(), "")
        : new View(new TreeSet<>(Set.of(lateral ? "LATERAL" : "FRONTAL")), "PatientOrientation");
  }

  /** By the code of ViewCodeSequence, else by the words of its meaning. */
  private static NavigableSet<String> coded(ImageInstance instance) {
    String[] parts = instance.attribute("ViewCodeSequence").split("\\\\", 2);
    var byCode = HeaderWords.shipped().viewOfCode(parts[0]);
    return byCode
        .<NavigableSet<String>>map(view -> new TreeSet<>(Set.of(view)))
        .orElseGet(
            () ->
                parts.length > 1 ? HeaderWords.shipped().viewsIn(parts[1]) : new TreeSet<String>());
  }

  /** The views of a series, whatever a rule asks. */
  static NavigableSet<String> views(ImagingSeries series) {
    var seen = new TreeSet<String>();
    series.instances().forEach(instance -> seen.addAll(viewOf(instance).views()));
    return seen;
  }

  /**
   * Rows that run to the front or back of the patient show it from the side (PS3.3 C.7.6.1.1.1).
   */
  private static boolean isLateral(ImageInstance instance) {
    String rows = instance.attribute("PatientOrientation").strip();
    return rows.startsWith("A") || rows.startsWith("P");
  }
}
