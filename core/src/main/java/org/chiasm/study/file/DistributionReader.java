package org.chiasm.study.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.Code;
import org.chiasm.study.ValueDistribution;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;

/** Reads what a site file says of the distribution of its values, by code. */
final class DistributionReader {
  private static final Keys KEYS = Keys.of("a distribution").require("unit", "values", "quantiles");
  private static final String QUANTILES =
      "nine numbers that do not fall: the quantiles at "
          + String.join(", ", ValueDistribution.SHARES.stream().map(String::valueOf).toList());

  private DistributionReader() {}

  static Optional<Map.Entry<Code, ValueDistribution>> read(String code, Field field) {
    var section =
        field
            .section("a mapping with unit, values and quantiles; see docs/SITE_FILE.md")
            .map(each -> each.allow(KEYS));
    if (section.isEmpty()) {
      return Optional.empty();
    }
    var unit = section.get().get("unit").flatMap(ConceptReader::unit);
    var values =
        section
            .get()
            .get("values")
            .flatMap(each -> each.wholeNumber("how many values, above 0", 1, Long.MAX_VALUE));
    var quantiles = section.get().get("quantiles").flatMap(DistributionReader::quantiles);
    return unit.isPresent() && values.isPresent() && quantiles.isPresent()
        ? Optional.of(
            Map.entry(
                Code.parse(code), new ValueDistribution(unit.get(), values.get(), quantiles.get())))
        : Optional.empty();
  }

  static Map<Code, ValueDistribution> byCode(Iterable<Map.Entry<Code, ValueDistribution>> entries) {
    var map = new HashMap<Code, ValueDistribution>();
    entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    return map;
  }

  private static Optional<List<Double>> quantiles(Field field) {
    var numbers = new ArrayList<Double>();
    for (var item : field.items(QUANTILES)) {
      item.number("a number").ifPresent(numbers::add);
    }
    boolean falls = false;
    for (int i = 1; i < numbers.size(); i++) {
      falls |= numbers.get(i) < numbers.get(i - 1);
    }
    if (field.isList() && (falls || numbers.size() != ValueDistribution.SHARES.size())) {
      field.reject(QUANTILES);
      return Optional.empty();
    }
    return field.isList() ? Optional.of(numbers) : Optional.empty();
  }
}
