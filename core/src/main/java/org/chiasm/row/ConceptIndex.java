package org.chiasm.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chiasm.Code;
import org.chiasm.EventCode;
import org.chiasm.study.CodeSet;
import org.chiasm.study.Concept;
import org.chiasm.study.StudyDefinition;

/**
 * Which concepts of a study a fact's code belongs to. Codes repeat from subject to subject, so
 * answers are remembered; safe for use by many threads.
 */
public final class ConceptIndex {
  /** Feeds with free text as codes could otherwise fill the memory. */
  private static final int REMEMBERED_CODES_MAX = 100_000;

  private final Map<String, CodeSet> codesByConcept = new LinkedHashMap<>();
  private final Map<EventCode, List<String>> remembered = new ConcurrentHashMap<>();

  /** The index of a study. */
  public ConceptIndex(StudyDefinition study) {
    study.concepts().forEach((name, concept) -> codesByConcept.put(name, codesOf(concept)));
  }

  /** The names of the concepts, in study order. */
  public List<String> conceptsOf(EventCode code) {
    var known = remembered.get(code);
    if (known != null) {
      return known;
    }
    var concepts = new ArrayList<String>();
    codesByConcept.forEach(
        (name, codes) -> {
          if (codes.matches(code)) {
            concepts.add(name);
          }
        });
    if (remembered.size() >= REMEMBERED_CODES_MAX) {
      remembered.clear();
    }
    var answer = List.copyOf(concepts);
    remembered.put(code, answer);
    return answer;
  }

  private static CodeSet codesOf(Concept concept) {
    return new CodeSet(
        switch (concept) {
          case Concept.Measurement measurement -> measurement.codes();
          case Concept.Occurrence occurrence -> occurrence.codes();
          case Concept.Stay stay -> List.of(new Code("LOCATION", stay.location()));
          case Concept.Category category ->
              category.codes().isEmpty()
                  ? category.categories().values().stream().flatMap(Set::stream).toList()
                  : category.codes();
          case Concept.Demographic demographic ->
              switch (demographic.attribute()) {
                case AGE -> List.of(DemographicCells.BIRTH);
                case SEX -> List.of(new Code(DemographicCells.SEX_SYSTEM, "*"));
              };
        });
  }
}
