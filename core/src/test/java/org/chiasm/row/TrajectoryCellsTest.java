package org.chiasm.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chiasm.EventFixtures.NOON;
import static org.chiasm.EventFixtures.hour;
import static org.chiasm.EventFixtures.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue;
import org.chiasm.FactStatus;
import org.chiasm.MissingReason;
import org.chiasm.Quantity;
import org.chiasm.SubjectId;
import org.chiasm.Tensor;
import org.chiasm.record.Timeline;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Missing;
import org.chiasm.study.InputDefinition.Trajectory.Derived;
import org.chiasm.study.InputDefinition.Trajectory.Derived.Operation;
import org.chiasm.study.SiteDefinition;
import org.junit.jupiter.api.Test;

class TrajectoryCellsTest {
  private static final float NAN = Float.NaN;

  private static InputCell course(ClinicalEvent... events) {
    return course(4, List.of(), events);
  }

  private static InputCell course(int hours, List<Derived> derived, ClinicalEvent... events) {
    var input =
        new InputDefinition.Trajectory(
            "course",
            List.of("crp", "glucose"),
            derived,
            StudyFixtures.window(-hours, 0),
            StudyFixtures.hours(1),
            Missing.ALLOW);
    var study =
        StudyFixtures.study(List.of(input), List.of(), List.of(), CohortDefinition.PerSubject.ALL);
    return new RowAssembler(study, SiteDefinition.undeclared())
        .assemble(
            new Timeline(new SubjectId(1), List.of(events)),
            new PredictionCase("case", NOON),
            hour(1))
        .cell("course");
  }

  private static ClinicalEvent crp(String key, double value, double taken, double issued) {
    return lab(key, StudyFixtures.CRP, value, "mg/L", taken, issued);
  }

  private static InputCell.Present present(InputCell cell) {
    return (InputCell.Present) cell;
  }

  private static Tensor grid(InputCell cell) {
    return ((InputCell.Value.Grid) present(cell).value()).means();
  }

  @Test
  void eachStepHoldsTheMeanOfItsReadingsAndNothingWhereNobodyMeasured() {
    var cell =
        course(
            crp("a", 10, -3.9, -3),
            crp("b", 20, -3.1, -3),
            crp("c", 7, -1, 0),
            lab("g", StudyFixtures.GLUCOSE, 5, "mmol/L", -2.5, -2));

    assertThat(grid(cell))
        .isEqualTo(Tensor.of(new float[] {15, NAN, NAN, 7, NAN, 5, NAN, NAN}, 2, 4));
    assertThat(present(cell).ageHours()).isEqualTo(2);
    assertThat(present(cell).origin()).isEqualTo("Observation/c");
  }

  @Test
  void aReadingAtTheVeryEndOfTheWindowBelongsToTheLastStep() {
    assertThat(grid(course(crp("a", 10, 0, 0), crp("b", 2, -4, 0))))
        .isEqualTo(Tensor.of(new float[] {2, NAN, NAN, 10, NAN, NAN, NAN, NAN}, 2, 4));
  }

  @Test
  void whatIsNotYetAvailableOrCannotBeReadLeavesItsStepEmpty() {
    assertThat(
            grid(
                course(
                    crp("late", 10, -1.5, 3),
                    lab("unit", StudyFixtures.CRP, 5, "furlong", -2.5, -2),
                    crp("seen", 4, -3.5, 0))))
        .isEqualTo(Tensor.of(new float[] {4, NAN, NAN, NAN, NAN, NAN, NAN, NAN}, 2, 4));
  }

  @Test
  void withoutAnyUsableReadingTheCommonestReasonIsGiven() {
    assertThat(course()).isEqualTo(new InputCell.Missing(MissingReason.NOT_MEASURED));
    assertThat(course(crp("old", 4, -9, -8), lab("g", StudyFixtures.GLUCOSE, 5, "mmol/L", -9, -8)))
        .isEqualTo(new InputCell.Missing(MissingReason.OUTSIDE_WINDOW));
    assertThat(
            course(
                lab(
                    "a",
                    StudyFixtures.CRP,
                    new EventValue.Absent("error"),
                    -1,
                    0,
                    FactStatus.FINAL),
                lab("b", StudyFixtures.GLUCOSE, Quantity.of(5, ""), -1, 0, FactStatus.FINAL)))
        .isInstanceOf(InputCell.Missing.class);
  }

  @Test
  void aDerivedRowHasAValueWhereTheLeftWasMeasuredAndTheRightIsKnown() {
    var events =
        new ClinicalEvent[] {
          crp("a", 10, -3.5, -3),
          crp("b", 12, -1.5, -1),
          crp("c", 9, -0.5, 0),
          lab("g", StudyFixtures.GLUCOSE, 4, "mmol/L", -2.5, -2),
          lab("zero", StudyFixtures.GLUCOSE, 0.5, "mmol/L", -0.5, 0)
        };
    var ratio = new Derived("ratio", "crp", Operation.RATIO, "glucose");
    var change = new Derived("change", "crp", Operation.DIFFERENCE, "glucose");
    var values = grid(course(4, List.of(ratio, change), events)).values();
    assertThat(Arrays.copyOfRange(values, 8, 16))
        .containsExactly(NAN, NAN, 3, 18, NAN, NAN, 8, 8.5f);
  }

  @Test
  void aDerivedRowForgetsTheRightAfterTwelveHours() {
    var ratio = new Derived("ratio", "crp", Operation.RATIO, "glucose");
    var values =
        grid(course(
                20,
                List.of(ratio),
                lab("g", StudyFixtures.GLUCOSE, 4, "mmol/L", -19.5, -19),
                crp("in", 8, -7.5, -7),
                crp("out", 8, -6.5, -6)))
            .values();
    assertThat(values[2 * 20 + 12]).isEqualTo(2);
    assertThat(values[2 * 20 + 13]).isNaN();
  }

  @Test
  void aRatioToNothingIsNoValue() {
    assertThat(new Derived("r", "a", Operation.RATIO, "b").of(3, 0)).isNaN();
  }

  @Property(tries = 200)
  void everyStepIsWhatASlowSearchFinds(
      @ForAll @Size(max = 12) List<@IntRange(min = -330, max = 30) Integer> minutes) {
    var events = new ArrayList<ClinicalEvent>();
    var sums = new double[4];
    var counts = new int[4];
    for (int i = 0; i < minutes.size(); i++) {
      double taken = minutes.get(i) / 60.0;
      events.add(crp("k" + i, i + 1, taken, 0.5));
      for (int step = 0; step < 4; step++) {
        boolean last = step == 3;
        int from = -240 + 60 * step;
        if (minutes.get(i) >= from
            && (minutes.get(i) < from + 60 || (last && minutes.get(i) == from + 60))) {
          sums[step] += i + 1;
          counts[step]++;
        }
      }
    }
    var cell = course(events.toArray(ClinicalEvent[]::new));

    var expected = new float[] {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    boolean any = false;
    for (int step = 0; step < 4; step++) {
      if (counts[step] > 0) {
        any = true;
        expected[step] = (float) (sums[step] / counts[step]);
      }
    }
    if (any) {
      var found = grid(cell).values();
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i]).isEqualTo(expected[i], Offset.offset(1e-5f));
      }
    } else {
      assertThat(cell).isInstanceOf(InputCell.Missing.class);
    }
  }
}
