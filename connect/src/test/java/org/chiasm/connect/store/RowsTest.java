package org.chiasm.connect.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.chiasm.Code;
import org.chiasm.MissingReason;
import org.chiasm.SubjectId;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.InputCell.Assumption;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.Concept;
import org.chiasm.study.EvaluationPlan;
import org.chiasm.study.FusionPlan;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Missing;
import org.chiasm.study.InputDefinition.Reduce;
import org.chiasm.study.MissingBudget;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.PlausibleRange;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final TimeWindow DAY =
      new TimeWindow(
          new TimeWindow.Bound(Duration.ofDays(-1), true),
          new TimeWindow.Bound(Duration.ZERO, true));
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private Path folder = Path.of("");

  @BeforeEach
  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("rows-test");
  }

  @AfterEach
  @AfterTry
  void deleteFolder() throws IOException {
    Folders.delete(folder);
  }

  private static StudyDefinition study(InputDefinition... inputs) {
    var codes = Set.of(new Code("LOINC", "1"));
    Map<String, Concept> concepts =
        Map.of(
            "wbc", new Concept.Measurement("wbc", codes, "10*9/L", PlausibleRange.ANY),
            "group", new Concept.Category("group", Map.of("a", codes)),
            "sex", new Concept.Demographic("sex", Concept.Demographic.Attribute.SEX),
            "age", new Concept.Demographic("age", Concept.Demographic.Attribute.AGE),
            "icu", new Concept.Stay("icu", "ICU"));
    return new StudyDefinition(
        "rows",
        "?",
        concepts,
        new CohortDefinition(
            new CohortDefinition.Trigger.ConceptOccurs("icu"),
            List.of(),
            List.of(),
            CohortDefinition.PerSubject.ALL),
        Duration.ZERO,
        Duration.ofHours(6),
        List.of(inputs),
        new MissingBudget(1, false),
        new OutcomeDefinition.Binary("icu", DAY, OutcomeDefinition.NoFollowup.DROP),
        new SplitDefinition.Folds(1, 5),
        FusionPlan.of(List.of()),
        new EvaluationPlan(100, List.of()));
  }

  private static InputDefinition tabular(String name, String concept, Reduce reduce) {
    return new InputDefinition.Tabular(name, concept, DAY, reduce, Missing.ALLOW);
  }

  private static final StudyDefinition STUDY =
      study(
          tabular("wbc", "wbc", Reduce.LAST),
          tabular("group", "group", Reduce.LAST),
          tabular("groups", "group", Reduce.COUNT),
          new InputDefinition.Image("xray", new SeriesRule(List.of()), DAY, Missing.REQUIRE));

  private static LabelledRow row(
      long subject, GateDecision decision, Outcome outcome, InputCell... cells) {
    var byName = new LinkedHashMap<String, InputCell>();
    for (int index = 0; index < cells.length; index++) {
      byName.put(STUDY.inputs().get(index).name(), cells[index]);
    }
    return new LabelledRow(
        new FeatureRow(
            new SubjectId(subject), "1.2.\"3\",4", NOON, NOON.plusSeconds(7200), decision, byName),
        outcome);
  }

  private static InputCell number(double value) {
    return new InputCell.Present(
        new InputCell.Value.Numeric(value),
        1.5,
        "10*9/L",
        "Observation/7",
        Set.of(Assumption.INFERRED_UNIT, Assumption.ASSUMED_AVAILABILITY));
  }

  private static InputCell missing(MissingReason reason) {
    return new InputCell.Missing(reason);
  }

  private static LabelledRow example() {
    return row(
        7,
        new GateDecision.Abstain(List.of("too much is missing", "max; 2 of 4")),
        new Outcome.Observed(1),
        number(11.2),
        new InputCell.Present(
            new InputCell.Value.Label("a"), Double.NaN, "", "Observation/8", Set.of()),
        number(2),
        missing(MissingReason.NO_SUITABLE_SERIES));
  }

  private Path write(String name, List<LabelledRow> rows) throws IOException {
    Path file = folder.resolve(name);
    try (var writer = RowsWriter.openWithCsv(file, folder.resolve(name + ".csv"), STUDY)) {
      for (var row : rows) {
        writer.write(row);
      }
      writer.finish();
    }
    return file;
  }

  private static List<LabelledRow> read(Path file, StudyDefinition study) throws IOException {
    try (var reader = RowsReader.open(file, study);
        var rows = reader.rows()) {
      return rows.toList();
    }
  }

  @Test
  void theColumnsAreTheContractAndItsAdditions() throws Exception {
    Path file = write("rows.parquet", List.of(example()));

    try (var parquet = new ParquetFiles()) {
      assertThat(parquet.columns(file).keySet().stream().limit(13))
          .containsExactly(
              "subject_id",
              "trigger_source",
              "trigger_time",
              "prediction_time",
              "readiness",
              "reasons",
              "outcome",
              "wbc",
              "wbc_age_hours",
              "wbc_missing",
              "wbc_origin",
              "wbc_unit",
              "wbc_assumed");
      assertThat(parquet.columns(file))
          .containsEntry("wbc", ParquetFiles.ColumnType.NUMBER)
          .containsEntry("groups", ParquetFiles.ColumnType.NUMBER)
          .containsEntry("group", ParquetFiles.ColumnType.TEXT)
          .containsEntry("xray", ParquetFiles.ColumnType.TEXT)
          .containsEntry("prediction_time", ParquetFiles.ColumnType.TIME);
    }
  }

  @Test
  void theCsvSaysTheSameInWords() throws Exception {
    write("rows.parquet", List.of(example()));

    var lines = Files.readAllLines(folder.resolve("rows.parquet.csv"));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .startsWith("subject_id,trigger_source,trigger_time,prediction_time,readiness,")
        .endsWith(",xray_assumed,wait_until");
    assertThat(lines.get(1))
        .isEqualTo(
            "7,\"1.2.\"\"3\"\",4\",2026-01-05T12:00:00Z,2026-01-05T14:00:00Z,ABSTAIN,"
                + "too much is missing; max\\; 2 of 4,1.0,"
                + "11.2,1.5,,Observation/7,10*9/L,ASSUMED_AVAILABILITY;INFERRED_UNIT,"
                + "a,,,Observation/8,,,"
                + "2.0,1.5,,Observation/7,10*9/L,ASSUMED_AVAILABILITY;INFERRED_UNIT,"
                + ",,NO_SUITABLE_SERIES,,,,");
  }

  @Test
  void equalRowsGiveEqualBytes() throws Exception {
    var rows = new ArrayList<LabelledRow>();
    for (int i = 0; i < 3000; i++) {
      rows.add(
          row(
              i,
              new GateDecision.Ready(),
              new Outcome.NoFollowup(),
              number(i / 7.0),
              missing(MissingReason.NOT_MEASURED),
              number(i),
              missing(MissingReason.UNREADABLE)));
    }

    assertThat(write("one.parquet", rows)).hasSameBinaryContentAs(write("two.parquet", rows));
    assertThat(read(folder.resolve("one.parquet"), STUDY)).isEqualTo(rows);
  }

  @Test
  void nothingAppearsUnlessFinished() throws Exception {
    Path file = folder.resolve("rows.parquet");
    try (var writer = RowsWriter.open(file, STUDY)) {
      writer.write(example());
    }

    try (var entries = Files.list(folder)) {
      assertThat(entries).isEmpty();
    }
  }

  @Test
  void rowsOfAnotherStudyAreRefused() throws Exception {
    Path file = write("rows.parquet", List.of(example()));
    var other = study(tabular("crp", "wbc", Reduce.LAST));

    assertThatThrownBy(() -> read(file, other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("columns that lack [crp, crp_age_hours");
  }

  @Test
  void aValueOfTheWrongKindIsRefused() throws Exception {
    try (var writer = RowsWriter.open(folder.resolve("rows.parquet"), STUDY)) {
      var wrong =
          row(
              1,
              new GateDecision.Ready(),
              new Outcome.NoFollowup(),
              number(1),
              number(1),
              number(1),
              missing(MissingReason.UNREADABLE));
      assertThatThrownBy(() -> writer.write(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "Input 'group' has a value of type NUMERIC, its column takes LABEL");
    }
  }

  @Test
  void inputsWhoseColumnsWouldCollideAreRefused() {
    var colliding =
        study(tabular("wbc", "wbc", Reduce.LAST), tabular("WBC_unit", "wbc", Reduce.LAST));

    assertThatThrownBy(() -> RowsWriter.open(folder.resolve("rows.parquet"), colliding))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'WBC_unit'");
  }

  @Provide
  Arbitrary<List<LabelledRow>> rows() {
    var ages = Arbitraries.oneOf(AnyEvents.numbers(), Arbitraries.just(Double.NaN));
    var assumptions = Arbitraries.of(Assumption.class).set();
    var missing = Arbitraries.of(MissingReason.class).map(RowsTest::missing);
    return Combinators.combine(
            Arbitraries.longs().between(0, Long.MAX_VALUE),
            decisions(),
            outcomes(),
            Arbitraries.oneOf(
                missing,
                present(AnyEvents.numbers().map(InputCell.Value.Numeric::new), ages, assumptions)),
            Arbitraries.oneOf(
                missing,
                present(AnyEvents.words().map(InputCell.Value.Label::new), ages, assumptions)),
            Arbitraries.oneOf(
                missing,
                present(AnyEvents.texts().map(InputCell.Value.Reference::new), ages, assumptions)))
        .as(
            (subject, decision, outcome, number, label, reference) ->
                row(subject, decision, outcome, number, label, number, reference))
        .list()
        .ofMaxSize(40);
  }

  private static Arbitrary<InputCell> present(
      Arbitrary<? extends InputCell.Value> values,
      Arbitrary<Double> ages,
      Arbitrary<Set<Assumption>> assumptions) {
    return Combinators.combine(values, ages, AnyEvents.texts(), AnyEvents.texts(), assumptions)
        .as(InputCell.Present::new);
  }

  private static Arbitrary<GateDecision> decisions() {
    var reasons =
        Arbitraries.oneOf(AnyEvents.texts(), Arbitraries.of("a; b", "\\", "\\-", ";", "; "))
            .list()
            .ofMaxSize(3);
    return Arbitraries.oneOf(
        Arbitraries.just(new GateDecision.Ready()),
        Combinators.combine(AnyEvents.instants(), reasons).as(GateDecision.Wait::new),
        reasons.map(GateDecision.Abstain::new));
  }

  private static Arbitrary<Outcome> outcomes() {
    return Arbitraries.oneOf(
        Arbitraries.just(new Outcome.NoFollowup()), AnyEvents.numbers().map(Outcome.Observed::new));
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void aRowComesOutAsItWentIn(@ForAll("rows") List<LabelledRow> rows) throws Exception {
    assertThat(read(write("rows.parquet", rows), STUDY)).isEqualTo(rows);
  }

  @Test
  void aCensoredOutcomeKeepsHowLongTheSubjectWasObserved() throws Exception {
    var overTime =
        STUDY.withOutcome(
            new OutcomeDefinition.TimeToEvent(
                List.of("icu"),
                Duration.ofDays(1),
                new TimeWindow(
                    new TimeWindow.Bound(Duration.ZERO, false),
                    new TimeWindow.Bound(Duration.ofDays(30), true))));
    var rows =
        Stream.of(new Outcome.Observed(2.5), new Outcome.Censored(7.25), new Outcome.NoFollowup())
            .map(outcome -> new LabelledRow(example().row(), outcome))
            .toList();
    Path file = folder.resolve("over-time.parquet");
    try (var writer = RowsWriter.openWithCsv(file, folder.resolve("over-time.csv"), overTime)) {
      for (var row : rows) {
        writer.write(row);
      }
      writer.finish();
    }
    assertThat(read(file, overTime)).isEqualTo(rows);
    assertThat(Files.readAllLines(folder.resolve("over-time.csv")).getFirst())
        .contains("outcome,censored_at,");
  }
}
