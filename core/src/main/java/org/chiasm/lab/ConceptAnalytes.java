package org.chiasm.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.chiasm.Code;
import org.chiasm.EventCode;
import org.chiasm.study.Concept;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.ValueDistribution;

/**
 * Which analyte was measured and which is wanted, from codes and, for conversions only, the
 * concept's name.
 */
final class ConceptAnalytes {
  private final SiteDefinition site;
  private final Map<Concept.Measurement, Answer> ofConcepts = new ConcurrentHashMap<>();

  ConceptAnalytes(SiteDefinition site) {
    this.site = site;
  }

  sealed interface Answer {}

  record Pair(Optional<Analyte> measured, Optional<Analyte> wanted) implements Answer {}

  record Mixed(String reason) implements Answer {}

  Answer of(EventCode code, Concept.Measurement concept) {
    var answer = ofConcept(concept);
    if (!(answer instanceof Pair(_, var wanted))) {
      return answer;
    }
    var measured = ofEvent(code);
    if (wanted.isEmpty()) {
      return new Pair(measured, measured);
    }
    return measured.isEmpty() ? answer : new Pair(measured, wanted);
  }

  Optional<Analyte> coded(EventCode code, Concept.Measurement concept) {
    return ofEvent(code).or(() -> AnalyteTable.standard().agreed(concept.codes()));
  }

  /** How the values of a fact's code are distributed at the site, as its file says. */
  Optional<ValueDistribution> distribution(EventCode code) {
    return code.all()
        .flatMap(each -> Stream.concat(Stream.of(each), site.standardCode(each).stream()))
        .flatMap(each -> site.distribution(each).stream())
        .findFirst();
  }

  private Optional<Analyte> ofEvent(EventCode code) {
    return AnalyteTable.standard()
        .agreed(
            code.all()
                .flatMap(each -> Stream.concat(Stream.of(each), site.standardCode(each).stream()))
                .toList());
  }

  private Answer ofConcept(Concept.Measurement concept) {
    return ofConcepts.computeIfAbsent(concept, ConceptAnalytes::resolve);
  }

  private static Answer resolve(Concept.Measurement concept) {
    var table = AnalyteTable.standard();
    var all = analytes(table, concept.codes(), Set.of(Analyte.Property.values()));
    if (all.isEmpty()) {
      var named = table.named(concept.name());
      return new Pair(named, named);
    }
    if (all.size() == 1) {
      return new Pair(Optional.of(all.getFirst()), Optional.of(all.getFirst()));
    }
    boolean related = all.stream().allMatch(each -> each.sharesMolesWith(all.getFirst()));
    if (!related) {
      return new Pair(Optional.empty(), Optional.empty());
    }
    var weighed = analytes(table, concept.codes(), Set.of(Analyte.Property.MASS));
    if (weighed.size() > 1 && UcumUnits.standard().areCommensurable(concept.unit(), "g/L")) {
      return new Mixed(
          "the concept's codes mix "
              + String.join(" and ", weighed.stream().map(Analyte::name).toList())
              + ", of which a gram is not the same; keep one kind");
    }
    var wanted = weighed.size() == 1 ? weighed.getFirst() : all.getFirst();
    return new Pair(Optional.of(wanted), Optional.of(wanted));
  }

  private static List<Analyte> analytes(
      AnalyteTable table, Set<Code> codes, Set<Analyte.Property> properties) {
    return codes.stream()
        .sorted()
        .flatMap(
            code ->
                table
                    .of(code)
                    .filter(each -> properties.contains(each.loinc().get(code.value())))
                    .stream())
        .distinct()
        .toList();
  }
}
