package org.chiasm.app.hospital;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chiasm.MissingReason;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;

/**
 * How well the rows of the demo study agree with what is true of the hospital: a count of right and
 * wrong for each thing a curator decides. Not safe for use by many threads.
 */
public final class TruthScore {
  private static final Pattern ORIGIN_PATIENT =
      Pattern.compile("(?:lab|note|problem|stay)-([0-9]+)-?.*");
  private static final double VALUE_TOLERANCE = 1e-3;

  private final Map<String, Double> riskBySeries;
  private final Map<String, String> rightSeries;
  private final Set<String> expectedCases;
  private final Map<String, Map<String, String>> expectedInputs;
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Set<String> found = new HashSet<>();

  private TruthScore(
      Map<String, Double> riskBySeries,
      Map<String, String> rightSeries,
      Set<String> expectedCases,
      Map<String, Map<String, String>> expectedInputs) {
    this.riskBySeries = riskBySeries;
    this.rightSeries = rightSeries;
    this.expectedCases = expectedCases;
    this.expectedInputs = expectedInputs;
    for (var name : Count.values()) {
      counts.put(name.title, 0L);
    }
  }

  private enum Count {
    CASES_EXPECTED("cases expected"),
    CASES_FOUND("cases found"),
    CASES_MISSED("cases missed"),
    CASES_UNEXPECTED("cases from another series or patient than the truth says"),
    SERIES_RIGHT("series right"),
    SERIES_WRONG("series wrong"),
    OTHER_PERSON("values of another person"),
    LABS_RIGHT("laboratory values right"),
    LABS_REFUSED(
        "laboratory values refused or replaced by an older one because their unit is unknown"),
    LABS_WRONG("laboratory values silently wrong"),
    LABS_MISSED("laboratory values visible and missed"),
    LABS_INVENTED("laboratory values present and not visible in truth"),
    HISTORY_RIGHT("comorbidities right"),
    HISTORY_WRONG("comorbidities wrong"),
    ECG_RIGHT("recordings right"),
    ECG_WRONG("recordings wrong");

    private final String title;

    Count(String title) {
      this.title = title;
    }
  }

  /**
   * Reads the truth of a hospital.
   *
   * @param truth its {@code truth} folder
   */
  public static TruthScore read(Path truth) throws IOException {
    var patients = table(truth.resolve("patients.csv")).toList();
    var caseExpected =
        patients.stream()
            .collect(Collectors.toMap(line -> line.get(0), line -> line.get(5).equals("true")));
    var rightSeries = new HashMap<String, String>();
    table(truth.resolve("series.csv"))
        .filter(line -> line.get(4).equals("true"))
        .forEach(line -> rightSeries.put(line.get(2), line.get(0)));
    var expectedCases =
        rightSeries.entrySet().stream()
            .filter(entry -> caseExpected.getOrDefault(entry.getValue(), false))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    var inputs = new HashMap<String, Map<String, String>>();
    table(truth.resolve("inputs.csv"))
        .forEach(
            line ->
                inputs
                    .computeIfAbsent(line.get(1), _ -> new LinkedHashMap<>())
                    .put(line.get(2), line.get(3)));
    return new TruthScore(riskBySeries(patients, rightSeries), rightSeries, expectedCases, inputs);
  }

  private static Map<String, Double> riskBySeries(
      List<List<String>> patients, Map<String, String> rightSeries) {
    var risk = new HashMap<String, Double>();
    patients.forEach(line -> risk.put(line.get(0), Double.parseDouble(line.get(6))));
    var bySeries = new HashMap<String, Double>();
    rightSeries.forEach(
        (series, patient) -> bySeries.put(series, risk.getOrDefault(patient, Double.NaN)));
    return bySeries;
  }

  private static Stream<List<String>> table(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> Arrays.asList(line.split(",", -1)));
  }

  /** The true probability of the outcome behind each row, by its trigger; NaN where unknown. */
  public double[] risks(List<FeatureRow> rows) {
    return rows.stream()
        .mapToDouble(row -> riskBySeries.getOrDefault(row.triggerSource(), Double.NaN))
        .toArray();
  }

  /** Scores one row. */
  public void add(LabelledRow labelled) {
    var row = labelled.row();
    String series = row.triggerSource();
    if (!expectedCases.contains(series)) {
      count(Count.CASES_UNEXPECTED);
      return;
    }
    found.add(series);
    String patient = rightSeries.getOrDefault(series, "");
    image(row, series);
    expectedInputs
        .getOrDefault(series, Map.of())
        .forEach((input, expected) -> input(row, patient, input, expected));
  }

  /** What was right and wrong, in a fixed order. */
  public Map<String, Long> counts() {
    var result = new LinkedHashMap<>(counts);
    result.put(Count.CASES_EXPECTED.title, (long) expectedCases.size());
    result.put(Count.CASES_FOUND.title, (long) found.size());
    result.put(Count.CASES_MISSED.title, (long) (expectedCases.size() - found.size()));
    return result;
  }

  private void image(FeatureRow row, String series) {
    row.cells().values().stream()
        .filter(
            cell ->
                cell instanceof InputCell.Present(InputCell.Value.Reference _, _, _, var origin, _)
                    && rightSeries.containsKey(origin))
        .findFirst()
        .ifPresentOrElse(
            cell ->
                count(
                    ((InputCell.Present) cell).origin().equals(series)
                        ? Count.SERIES_RIGHT
                        : Count.SERIES_WRONG),
            () -> count(Count.SERIES_WRONG));
  }

  private void input(FeatureRow row, String patient, String input, String expected) {
    if (!row.cells().containsKey(input)) {
      return;
    }
    var cell = row.cell(input);
    if (cell instanceof InputCell.Present present) {
      var origin = ORIGIN_PATIENT.matcher(present.origin().replaceFirst("^[A-Za-z]+/", ""));
      if (origin.matches() && !origin.group(1).equals(patient)) {
        count(Count.OTHER_PERSON);
      }
    }
    if (Arrays.stream(LabTest.values()).anyMatch(test -> test.input().equals(input))) {
      laboratory(cell, expected);
    } else if (input.equals("ecg")) {
      count(isReference(cell, expected) ? Count.ECG_RIGHT : Count.ECG_WRONG);
    } else {
      count(isNumber(cell, expected) ? Count.HISTORY_RIGHT : Count.HISTORY_WRONG);
    }
  }

  private void laboratory(InputCell cell, String expected) {
    switch (cell) {
      case InputCell.Missing(var reason) when !expected.isEmpty() ->
          count(reason == MissingReason.UNIT_UNKNOWN ? Count.LABS_REFUSED : Count.LABS_MISSED);
      case InputCell.Missing _ -> count(Count.LABS_RIGHT);
      case InputCell.Present _ when expected.isEmpty() -> count(Count.LABS_INVENTED);
      case InputCell.Present _ -> {
        var values = expected.split("\\|", -1);
        count(
            isNumber(cell, values[0])
                ? Count.LABS_RIGHT
                : isNumber(cell, values[1]) ? Count.LABS_REFUSED : Count.LABS_WRONG);
      }
    }
  }

  private static boolean isNumber(InputCell cell, String expected) {
    if (!(cell instanceof InputCell.Present(InputCell.Value.Numeric(var number), _, _, _, _))) {
      return false;
    }
    double truth = Double.parseDouble(expected);
    return Math.abs(number - truth) <= VALUE_TOLERANCE * Math.max(Math.abs(truth), 1e-9);
  }

  private static boolean isReference(InputCell cell, String expected) {
    return cell instanceof InputCell.Present(InputCell.Value.Reference _, _, _, var origin, _)
        ? origin.equals(expected)
        : expected.isEmpty();
  }

  private void count(Count what) {
    counts.merge(what.title, 1L, Long::sum);
  }
}
