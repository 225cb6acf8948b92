package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.chiasm.study.Comparison;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SeriesRule.Criterion;
import org.chiasm.study.SeriesRule.Sense;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.Test;

class SeriesRuleTextTest {
  private static SeriesRule read(String text) {
    if (SeriesRuleText.read(text, "--select")
        instanceof Checked.Accepted<SeriesRule>(var rule, _)) {
      return rule;
    }
    throw new AssertionError("refused: " + text + " " + SeriesRuleText.read(text, "--select"));
  }

  private static List<String> problems(String text) {
    return SeriesRuleText.read(text, "--select")
            instanceof Checked.Rejected<SeriesRule>(var problems)
        ? problems.stream().map(Object::toString).toList()
        : List.of();
  }

  private static Criterion criterion(
      String property, Comparison comparison, Sense sense, String... values) {
    return new Criterion(property, comparison, List.of(values), sense);
  }

  @Test
  void theRuleOfTheDesignIsRead() {
    assertThat(read("kernel=lung,plane=axial,slice_thickness<=5mm").criteria())
        .containsExactly(
            criterion("kernel", Comparison.EQUAL, Sense.IS, "lung"),
            criterion("plane", Comparison.EQUAL, Sense.IS, "axial"),
            criterion("slice_thickness", Comparison.LESS_OR_EQUAL, Sense.IS, "5"));
  }

  @Test
  void setsNegationsRangesPatternsAndBareNumbersAreRead() {
    assertThat(
            read("kernel!=bone|lung, spacing = 1..3 mm, min_slices>=20, slice_thickness<1.5,"
                    + "series_description~(a|b), x{1,2},mr_sequence=t1|t2")
                .criteria())
        .containsExactly(
            criterion("kernel", Comparison.EQUAL, Sense.IS_NOT, "bone", "lung"),
            criterion("spacing", Comparison.GREATER_OR_EQUAL, Sense.IS, "1"),
            criterion("spacing", Comparison.LESS_OR_EQUAL, Sense.IS, "3"),
            criterion("min_slices", Comparison.GREATER_OR_EQUAL, Sense.IS, "20"),
            criterion("slice_thickness", Comparison.LESS, Sense.IS, "1.5"),
            criterion("series_description", Comparison.EQUAL, Sense.MATCHES, "(a|b), x{1,2}"),
            criterion("mr_sequence", Comparison.EQUAL, Sense.IS, "t1", "t2"));
  }

  @Test
  void anEmptyRuleAsksNothing() {
    assertThat(read(" ").criteria()).isEmpty();
  }

  @Test
  void everyProblemIsReportedAtOnceWithItsColumnAndTheNearestName() {
    assertThat(problems("kernl=lung,plane=axail,slice_thickness<=5cm,body_part~(,phase="))
        .hasSize(5)
        .anyMatch(each -> each.contains("--select:1:1") && each.contains("\"kernel\""))
        .anyMatch(each -> each.contains("--select:1:12") && each.contains("\"axial\""))
        .anyMatch(each -> each.contains("slice_thickness") && each.contains("a length in mm"))
        .anyMatch(each -> each.contains("regular expression"))
        .anyMatch(each -> each.contains("phase"));
  }

  @Test
  void noTextEverThrows() {
    String alphabet = "kernel=lung,plane!=~<>|5mm.. ()[]\\\u0000ä";
    var random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      int length = random.nextInt(30);
      for (int k = 0; k < length; k++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(SeriesRuleText.read(text.toString(), "--select")).isNotNull();
    }
  }
}
