package org.chiasm.lab.site;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.FactKind;
import org.chiasm.Quantity;
import org.chiasm.lab.UnitSpelling;
import org.chiasm.study.SiteDefinition;

/**
 * Gathers the local codes of measured values that nothing explains yet, in any order of facts. Not
 * safe for use by many threads.
 */
public final class LocalCodes {
  private static final int CODES_MAX = 50_000;
  private static final int UNITS_MAX = 50;

  private final SiteDefinition site;
  private final Map<Code, Tally> tallies = new HashMap<>();

  /** For a site, whose file may explain some already. */
  public LocalCodes(SiteDefinition site) {
    this.site = requireNonNull(site, "site");
  }

  /** Looks at facts. */
  public void add(List<ClinicalEvent> events) {
    for (var event : events) {
      boolean standard =
          event
              .code()
              .all()
              .anyMatch(
                  code ->
                      code.system().equals(CodeSystems.LOINC)
                          || site.standardCode(code).isPresent());
      if (event.kind() == FactKind.OBSERVATION
          && !standard
          && (tallies.size() < CODES_MAX || tallies.containsKey(event.code().primary()))) {
        tallies.computeIfAbsent(event.code().primary(), _ -> new Tally()).add(event);
      }
    }
  }

  /** The codes, the most frequent first. */
  public List<LocalCode> codes() {
    return tallies.entrySet().stream()
        .map(each -> each.getValue().code(each.getKey()))
        .sorted(
            Comparator.comparingLong(LocalCode::facts).reversed().thenComparing(LocalCode::code))
        .toList();
  }

  private static final class Tally {
    private final Map<String, Long> texts = new TreeMap<>();
    private final Map<String, ValueSample> values = new TreeMap<>();
    private final Map<String, Long> units = new TreeMap<>();
    private long facts;

    void add(ClinicalEvent event) {
      facts++;
      if (texts.size() < UNITS_MAX && !event.code().text().isBlank()) {
        texts.merge(event.code().text().strip(), 1L, Long::sum);
      }
      if (event.value() instanceof Quantity(double value, _, String unit)
          && (units.containsKey(unit) || units.size() < UNITS_MAX)) {
        units.merge(unit, 1L, Long::sum);
        values
            .computeIfAbsent(unit, _ -> new ValueSample())
            .add(event.origin() + event.key(), value);
      }
    }

    LocalCode code(Code code) {
      String text =
          texts.entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .orElse("");
      var plain = new LocalCode(code, text, facts, units, Optional.empty());
      var ucum = UnitSpelling.standard().ucum(plain.unit());
      var sample = values.get(plain.unit());
      return sample == null || ucum.isEmpty()
          ? plain
          : new LocalCode(code, text, facts, units, sample.distribution(ucum.get()));
    }
  }
}
