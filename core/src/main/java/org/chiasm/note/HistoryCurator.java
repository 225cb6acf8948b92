package org.chiasm.note;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.EventValue;
import org.chiasm.note.Context.Experiencer;
import org.chiasm.note.Context.Negation;
import org.chiasm.note.Context.Temporality;
import org.chiasm.note.HistoryReading.Evidence;
import org.chiasm.note.HistoryReading.State;

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

  private final NoteReader reader = NoteReader.english();
  private final ComorbidityLexicon lexicon = ComorbidityLexicon.english();
  private final Map<String, NoteFindings> remembered = new ConcurrentHashMap<>();

  /** A judge with the English lexicon. */
  public HistoryCurator() {}

  /** Whether a study may ask for a group of this name. */
  public boolean knows(String group) {
    return lexicon.group(group).isPresent();
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
    var members =
        lexicon
            .group(group)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No comorbidity group '"
                            + group
                            + "'; expected one of "
                            + lexicon.groups().keySet()))
            .members();
    var affirming = new ArrayList<Evidence>();
    var denying = new ArrayList<Evidence>();
    for (var fact : facts) {
      String origin = fact.origin().reference();
      if (fact.value() instanceof EventValue.Narrative(var text)) {
        for (var finding : findings(text)) {
          if (members.contains(finding.group())) {
            var evidence = new Evidence.Written(origin, finding);
            if (finding.context().isOfPatient()) {
              affirming.add(evidence);
            } else if (finding.group().equals(group) && denies(finding.context())) {
              denying.add(evidence);
            }
          }
        }
      } else if (!(fact.value() instanceof EventValue.Absent)) {
        naming(fact, members).ifPresent(code -> affirming.add(new Evidence.Coded(origin, code)));
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

  private Optional<Code> naming(ClinicalEvent fact, Collection<String> members) {
    return fact.code()
        .all()
        .filter(code -> lexicon.groupsOf(code).stream().anyMatch(members::contains))
        .findFirst();
  }

  private List<Finding> findings(String text) {
    var known = remembered.get(text);
    if (known == null) {
      known = reader.read(text);
      if (remembered.size() >= REMEMBERED_MAX) {
        remembered.clear();
      }
      remembered.put(text, known);
    }
    return known.findings();
  }
}
