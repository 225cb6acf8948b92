package org.chiasm.study.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.study.SeriesProperty;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SeriesRule.Criterion;
import org.chiasm.study.yaml.Checked;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.NearestName;
import org.chiasm.study.yaml.Position;
import org.chiasm.study.yaml.Problems;

/**
 * A rule for series in one line, as it is typed on a command line: {@code
 * kernel=lung|bone,plane!=sagittal,slice_thickness<=5mm,series_description~thorax}. Commas part
 * criteria; a comma before something that is no property belongs to the value before it. A number
 * without unit is in mm, because nothing else is meant there.
 */
public final class SeriesRuleText {
  private static final Pattern CRITERION =
      Pattern.compile("\\s*([A-Za-z_]+)\\s*(!=|!~|<=|>=|<|>|=|~)\\s*(.*)", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[0-9]*\\.?[0-9]+");
  private static final String EXPECTED =
      "criteria such as kernel=lung,plane=axial,slice_thickness<=5mm";

  private SeriesRuleText() {}

  private record Part(int column, String text) {}

  /**
   * Reads a rule; an empty text is a rule without criteria.
   *
   * @param source what problems name as their file, such as {@code --select}
   * @return the rule, or every problem at once, each with its column
   */
  public static Checked<SeriesRule> read(String text, String source) {
    var problems = new Problems(source);
    var criteria = new ArrayList<Criterion>();
    if (!text.isBlank()) {
      for (var part : parts(text)) {
        criteria.addAll(criteria(part, problems));
      }
    }
    return problems.result(Optional.of(new SeriesRule(criteria)));
  }

  /** Cut at the commas that a new criterion follows. */
  private static List<Part> parts(String text) {
    var parts = new ArrayList<Part>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean end = i == text.length();
      if (end || (text.charAt(i) == ',' && startsCriterion(text.substring(i + 1)))) {
        parts.add(new Part(start + 1, text.substring(start, i)));
        start = i + 1;
      }
    }
    return parts;
  }

  private static boolean startsCriterion(String rest) {
    return rest.isBlank() || CRITERION.matcher(rest).matches();
  }

  private static List<Criterion> criteria(Part part, Problems problems) {
    var at = new Position(1, part.column());
    var match = CRITERION.matcher(part.text());
    if (!match.matches()) {
      problems.add(at, "", Field.quote(part.text().strip()), EXPECTED, "");
      return List.of();
    }
    String key = match.group(1).toLowerCase(Locale.ROOT);
    var property = SeriesProperty.of(key);
    if (property.isEmpty()) {
      problems.add(
          at,
          "",
          "the key " + Field.quote(key),
          "one of " + String.join(", ", SeriesProperty.keys()),
          NearestName.of(key, SeriesProperty.keys()));
      return List.of();
    }
    String sign = match.group(2).equals("=") ? "" : match.group(2) + " ";
    String value = match.group(3).strip();
    if (property.get() == SeriesProperty.MIN_SLICES && sign.equals(">= ")) {
      sign = "";
    }
    if (property.get().kind() == SeriesProperty.Kind.LENGTH && NUMBER.matcher(value).matches()) {
      value = value + " mm";
    }
    var reading = CriterionText.read(property.get(), sign + value);
    reading
        .refused()
        .ifPresent(
            refused ->
                problems.add(
                    at,
                    key,
                    Field.quote(match.group(3)),
                    refused.expected(),
                    refused.suggestion()));
    return reading.criteria();
  }
}
