package org.chiasm.note;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.EventValue;
import org.chiasm.note.HistoryReading.Evidence;
import org.chiasm.note.HistoryReading.State;
import org.chiasm.note.context.Context;
import org.chiasm.note.context.Context.Experiencer;
import org.chiasm.note.context.Context.Negation;
import org.chiasm.note.context.Context.Temporality;
import org.chiasm.note.lexicon.ComorbidityGroup;
import org.chiasm.note.lexicon.ComorbidityLexicon;
import org.chiasm.note.text.Language;

/**
 * The judge of whether a patient has a comorbidity: reconciles coded problems with what notes say,
 * and shows where they conflict.
 *
 * <p>A mention counts for it if it is affirmed, of the patient and not hypothetical; the past
 * counts, because these conditions last. A negated mention of the patient counts against its own
 * group and not against one that includes it: who has no diabetic retinopathy may have diabetes.
 * Safe for use by many threads; notes read once are remembered, up to a bound.
 */
public final class HistoryCurator {
  private static final int REMEMBERED_MAX = 2_000;

  private final Map<String, NoteReader> readers = new ConcurrentHashMap<>();
  private final ComorbidityLexicon lexicon = ComorbidityLexicon.english();
  private final Map<String, NoteFindings> remembered = new ConcurrentHashMap<>();

  /** A judge that reads each note in its own language. */
  public HistoryCurator() {}

  /** Whether a study may ask for a group of this name. */
  public boolean knows(String group) {
    return lexicon.group(group).isPresent();
  }

  /** What the findings of notes alone say of a comorbidity. */
  public static State read(ComorbidityGroup asked, Collection<Finding> findings) {
    boolean denied = false;
    for (var finding : findings) {
      if (asked.written().contains(finding.group())) {
        if (finding.context().isOfPatient()) {
          return State.PRESENT;
        }
        denied |= asked.isDeniedWith(finding.group()) && denies(finding.context());
      }
    }
    return denied ? State.DENIED : State.UNMENTIONED;
  }

  /**
   * What facts say of a comorbidity.
   *
   * @param group a name of {@link ComorbidityLexicon#groups}
   * @param facts what is visible: notes (narratives are read) and coded problems (codes are looked
   *     up); others say nothing
   * @throws IllegalArgumentException if there is no such group
   */
  public HistoryReading read(String group, Collection<ClinicalEvent> facts) {
    var asked =
        lexicon
            .group(group)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No comorbidity group '"
                            + group
                            + "'; expected one of "
                            + lexicon.groups().keySet()));
    var affirming = new ArrayList<Evidence>();
    var denying = new ArrayList<Evidence>();
    for (var fact : facts) {
      String origin = fact.origin().reference();
      if (fact.value() instanceof EventValue.Narrative(var text)) {
        for (var finding : findings(text)) {
          if (asked.written().contains(finding.group())) {
            var evidence = new Evidence.Written(origin, fact.effective(), finding);
            if (finding.context().isOfPatient()) {
              affirming.add(evidence);
            } else if (asked.isDeniedWith(finding.group()) && denies(finding.context())) {
              denying.add(evidence);
            }
          }
        }
      } else if (!(fact.value() instanceof EventValue.Absent)) {
        naming(fact, asked)
            .ifPresent(code -> affirming.add(new Evidence.Coded(origin, fact.effective(), code)));
      }
    }
    var state =
        !affirming.isEmpty() ? State.PRESENT : denying.isEmpty() ? State.UNMENTIONED : State.DENIED;
    return new HistoryReading(state, affirming, denying);
  }

  private static boolean denies(Context context) {
    return context.negation() == Negation.NEGATED
        && context.experiencer() == Experiencer.PATIENT
        && context.temporality() != Temporality.HYPOTHETICAL;
  }

  /** The index of a group is defined in ICD codes; a SNOMED CT code counts as words do. */
  private Optional<Code> naming(ClinicalEvent fact, ComorbidityGroup asked) {
    return fact.code()
        .all()
        .filter(
            code -> {
              var answering =
                  code.system().equals(CodeSystems.SNOMED) ? asked.written() : asked.members();
              return lexicon.groupsOf(code).stream().anyMatch(answering::contains);
            })
        .findFirst();
  }

  private List<Finding> findings(String text) {
    var known = remembered.get(text);
    if (known == null) {
      var language = Language.detect(text);
      known = readers.computeIfAbsent(language.code(), _ -> NoteReader.of(language)).read(text);
      if (remembered.size() >= REMEMBERED_MAX) {
        remembered.clear();
      }
      remembered.put(text, known);
    }
    return known.findings();
  }
}
