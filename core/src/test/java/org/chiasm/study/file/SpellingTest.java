package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.chiasm.study.StudyDurations;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.TimeWindow.Bound;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Problems;
import org.chiasm.study.yaml.YamlText;

class SpellingTest {
  private static Optional<Field> field(String value, Problems problems) {
    return YamlText.read("field: \"" + value + "\"", problems, "a field")
        .flatMap(section -> section.get("field"));
  }

  private static Optional<TimeWindow> window(String text) {
    var problems = new Problems("test.yaml");
    var window = field(text, problems).flatMap(Spelling::window);
    assertThat(problems.isEmpty()).isEqualTo(window.isPresent());
    return window;
  }

  @Property
  void aWindowIsReadBackAsItIsPrinted(@ForAll("windows") TimeWindow window) {
    assertThat(window(window.toString())).contains(window);
  }

  @Property
  void whiteSpaceInAWindowMeansNothing(@ForAll("windows") TimeWindow window) {
    var spaced = window.toString().replace(", ", " ,  ").replace("[", " [ ").replace("(", "(  ");
    assertThat(window(spaced)).contains(window);
  }

  @Property
  void aDurationIsReadBackAsItIsPrinted(@ForAll("durations") Duration duration) {
    assertThat(StudyDurations.parse(StudyDurations.format(duration))).contains(duration);
  }

  @Property
  void aDurationWithoutItsUnitIsAlwaysAProblem(@ForAll long number) {
    var problems = new Problems("test.yaml");
    assertThat(field(Long.toString(number), problems).flatMap(Spelling::duration)).isEmpty();
    assertThat(Fixture.problems(problems.result(Optional.of(0))))
        .singleElement()
        .asString()
        .contains("s, min, h, d or wk");
  }

  @Provide
  Arbitrary<Duration> durations() {
    var micros = Arbitraries.longs().between(-86_400_000_000L * 400, 86_400_000_000L * 400);
    var hours = Arbitraries.longs().between(-10_000, 10_000);
    return Arbitraries.oneOf(
        micros.map(each -> Duration.ofNanos(each * 1000)), hours.map(Duration::ofHours));
  }

  @Provide
  Arbitrary<TimeWindow> windows() {
    var booleans = Arbitraries.of(true, false);
    var finite = Combinators.combine(durations(), booleans).as(Bound::new);
    var starts =
        Arbitraries.oneOf(finite, Arbitraries.just(new Bound(TimeWindow.UNBOUNDED_PAST, false)));
    var ends =
        Arbitraries.oneOf(finite, Arbitraries.just(new Bound(TimeWindow.UNBOUNDED_FUTURE, false)));
    return Combinators.combine(starts, ends)
        .filter((start, end) -> start.offset().compareTo(end.offset()) < 0)
        .as(TimeWindow::new);
  }
}
