package org.chiasm.app.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** The words of a summary whose numbers are known. */
class DemoWordsTest {
  private static final String SUMMARY =
      """
      {"truth": {"series right": 30, "series wrong": 10, "laboratory values silently wrong": 0,
         "comorbidities right": 3, "comorbidities wrong": 0, "recordings right": 1,
         "recordings wrong": 1},
       "evaluation": {"strategies": {
         "single:image": {"metrics": {"auroc": {"value": 0.7, "low": 0.65, "high": 0.75}}},
         "late": {"metrics": {"auroc": {"value": 0.81234, "low": 0.8, "high": 0.82}}}}},
       "verdicts": {
         "every_fusion_beats_every_modality": {"holds": false, "pairs": 2,
           "intervals_above_zero": 1, "not_above_zero": [
             {"fusion": "late", "modality": "single:image",
              "advantage": {"value": 0.01, "low": -0.02, "high": 0.04}}]},
         "best_reaches_ceiling": {"holds": true, "ceiling_auroc": 0.85, "best_fusion": "late",
           "share_of_auroc": 0.9557, "share_of_auroc_above_one_half": 0.892},
         "losing_a_modality": {"holds": true, "pairs": 4, "no_worse": 4, "tolerance": 0.01,
           "best_fusion": "late", "holds_for_best_fusion": true, "worse": []}}}
      """;

  @Test
  void theSummaryIsSaidAsItWasMeasured() throws Exception {
    var words = DemoWords.of(new ObjectMapper().readTree(SUMMARY));
    assertThat(words)
        .contains("75.00 %  series right (30 of 40)")
        .contains("0  laboratory values silently wrong")
        .contains("100.00 %  comorbidities right (3 of 3)")
        .contains("50.00 %  signals read where readable (1 of 2)")
        .contains("late               0.812 (0.800 to 0.820)")
        .contains("the true risk      0.850")
        .contains("no  every fusion beats every modality alone: 1 of 2")
        .contains("late, modality single:image: 0.010 (-0.020 to 0.040)")
        .contains("yes the best, late, reaches 95.6 % of the ceiling's AUROC")
        .contains("89.2 % of what lies above 0.5")
        .contains("yes without any one modality no worse than trained without it (-0.01): 4 of 4");
  }

  @Test
  void withoutRemovalsNothingIsSaidOfThem() throws Exception {
    var words = DemoWords.of(new ObjectMapper().readTree("{\"truth\": {}, \"verdicts\": {}}"));
    assertThat(words).doesNotContain("without any one modality");
  }
}
