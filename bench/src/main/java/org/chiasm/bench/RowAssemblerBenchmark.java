package org.chiasm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.Quantity;
import org.chiasm.SubjectId;
import org.chiasm.record.Timeline;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.PredictionCase;
import org.chiasm.row.RowAssembler;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.file.StudyFile;
import org.chiasm.study.yaml.Checked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One row of ten inputs from a subject with 400 laboratory results, 80 of each of five analytes,
 * one result every quarter of an hour, each available an hour after it was taken.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1)
public class RowAssemblerBenchmark {
  private static final int FACTS = 400;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant PREDICTION = FIRST.plus(Duration.ofDays(4));
  private static final List<Analyte> ANALYTES =
      List.of(
          new Analyte("1988-5", 40, "mg/L"),
          new Analyte("6690-2", 9, "10*9/L"),
          new Analyte("2160-0", 1.1, "mg/dL"),
          new Analyte("2345-7", 110, "mg/dL"),
          new Analyte("2524-7", 1.4, "mmol/L"));

  private final RowAssembler assembler = new RowAssembler(study(), SiteDefinition.undeclared());
  private final Timeline timeline = new Timeline(new SubjectId(1), facts());
  private final PredictionCase predictionCase = new PredictionCase("benchmark", PREDICTION);

  /** A result's code, a usual value and its unit; two of the five need converting. */
  private record Analyte(String loinc, double usual, String unit) {}

  /** The row after four days, when all but what was taken in the last hour is visible. */
  @Benchmark
  public FeatureRow assemble() {
    return assembler.assemble(timeline, predictionCase, PREDICTION);
  }

  private static List<ClinicalEvent> facts() {
    var facts = new ArrayList<ClinicalEvent>();
    for (int i = 0; i < FACTS; i++) {
      var analyte = ANALYTES.get(i % ANALYTES.size());
      var taken = FIRST.plus(Duration.ofMinutes(15L * i));
      facts.add(
          new ClinicalEvent(
              "ehr:Observation/" + i,
              FactKind.OBSERVATION,
              EventCode.of(new Code("LOINC", analyte.loinc())),
              EffectiveTime.at(taken),
              AvailableTime.stated(taken.plus(Duration.ofHours(1))),
              Boundary.POINT,
              Quantity.of(analyte.usual() * (1 + i % 7 / 10.0), analyte.unit()),
              FactStatus.FINAL,
              new Origin("ehr", "Observation/" + i)));
    }
    return facts;
  }

  private static StudyDefinition study() {
    try (var file =
        Objects.requireNonNull(
            RowAssemblerBenchmark.class.getResourceAsStream("study.yaml"), "study.yaml")) {
      return switch (StudyFile.read(new String(file.readAllBytes(), UTF_8), "study.yaml")) {
        case Checked.Accepted<StudyDefinition>(var study, _) -> study;
        case Checked.Rejected<StudyDefinition>(var problems) ->
            throw new IllegalStateException("study.yaml is wrong: " + problems);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
