package org.chiasm.waveform.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import org.chiasm.waveform.LeadNames;
import org.chiasm.waveform.delineation.EcgAnalysis;
import org.chiasm.waveform.delineation.Rhythm;
import org.junit.jupiter.api.Test;

class BigeminyTest {
  private static EcgAnalysis analysis(String condition, int seed) {
    var found =
        Condition.all().stream()
            .filter(each -> each.name().equals(condition))
            .findFirst()
            .orElseThrow();
    var trace = found.drawing().draw(10, found.hz(), seed);
    return EcgAnalysis.of(found.signal(trace, LeadNames.STANDARD, 100L * seed));
  }

  @Test
  void theUsualBeatIsTheOneThatDoesNotComeEarly() {
    for (String condition :
        new String[] {"bigeminy at a fixed coupling", "trigeminy at a fixed coupling"}) {
      for (int seed = 1; seed <= 20; seed++) {
        var analysis = analysis(condition, seed);
        assertThat(analysis.intervalsMs().get("qrs"))
            .as(condition + " " + seed)
            .isBetween(80.0, 100.0);
        assertThat(analysis.intervalsMs()).as(condition + " " + seed).containsKey("pr");
      }
    }
  }

  @Test
  void intervalsThatComeAgainAreNoFibrillation() {
    int inGroups = 0;
    for (int seed = 1; seed <= 20; seed++) {
      var kind = analysis("bigeminy at a fixed coupling", seed).rhythm().kind();
      assertThat(kind).as("seed " + seed).isNotEqualTo(Rhythm.Kind.IRREGULARLY_IRREGULAR);
      inGroups += kind == Rhythm.Kind.IRREGULAR_IN_GROUPS ? 1 : 0;
      assertThat(analysis("atrial fibrillation 90/min", seed).rhythm().kind())
          .as("seed " + seed)
          .isEqualTo(Rhythm.Kind.IRREGULARLY_IRREGULAR);
    }
    assertThat(inGroups).isGreaterThanOrEqualTo(16);
  }
}
