package org.chiasm.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chiasm.MissingReason;
import org.chiasm.SubjectId;
import org.chiasm.Tensor;
import org.chiasm.app.explain.ExplainedRow;
import org.chiasm.app.explain.ExplanationJson;
import org.chiasm.app.explain.ExplanationText;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.learn.explain.ActivationMap;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.explain.Explanation;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.learn.gradient.CellAxis;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.junit.jupiter.api.Test;

/** A row of the demo hospital whose CT has a map of two planes of two by two cells. */
class ActivationMapOnThePageTest {
  private static final CellAxis AXIS = new CellAxis(2, 0, 16);

  private static ExplainedRow explained(Evidence map) throws IOException, WrongUseException {
    var home = Path.of(System.getProperty("chiasm.home"));
    var study = StudyFiles.read(home.resolve("studies/demo-hospital/study.yaml"), List.of());
    var cells = new LinkedHashMap<String, InputCell>();
    study
        .study()
        .inputs()
        .forEach(
            input -> cells.put(input.name(), new InputCell.Missing(MissingReason.NOT_MEASURED)));
    cells.put(
        "chest_ct",
        new InputCell.Present(new InputCell.Value.Reference("own"), 1, "", "1.2.3", Set.of()));
    var time = Instant.parse("2026-01-01T00:00:00Z");
    var row =
        new FeatureRow(new SubjectId(1), "1.2.3", time, time, new GateDecision.Ready(), cells);
    var voxels = new float[4 * 32 * 32];
    Arrays.fill(voxels, -700);
    var tensor = Tensor.of(voxels, 4, 32, 32);
    var region = new Evidence.Region("chest_ct", 0, 1, 0, 8, 0, 8, 0.3);
    var unit = new Explanation("chest_ct", 0.5, List.of(), List.of(region, map));
    var branch = new Explanation("image", 0.5, List.of(unit), List.of());
    return new ExplainedRow(
        study.study(),
        "model",
        "joint_i",
        "",
        0,
        new LabelledRow(row, new Outcome.Observed(1)),
        OutcomeScale.LOGIT,
        0.5,
        0,
        new Explanation("score", 0.5, List.of(branch), List.of()),
        _ -> Optional.of(tensor));
  }

  private static ActivationMap map() {
    return new ActivationMap(
        "chest_ct",
        true,
        List.of(
            new ActivationMap.Plane(0, 2, List.of(0.0, 0.1, 0.0, 0.0)),
            new ActivationMap.Plane(2, 4, List.of(0.0, -0.2, 0.4, 0.0))),
        32,
        32,
        AXIS,
        AXIS);
  }

  @Test
  void thePageShowsTheMapBesideWhatHidingFinds() throws Exception {
    var page = ExplanationPage.html(explained(map()));

    assertThat(page)
        .contains("slice 1 of 4, hiding parts", "slice 1 of 4, Grad-CAM")
        .contains("slice 3 of 4, Grad-CAM")
        .contains("mask='url(#map-chest_ct-2-raises)'", "<mask id='map-chest_ct-2-raises'>")
        .contains("Strongest, dashed: slices 3–4, rows 9–32, columns 1–8, which raises it")
        .contains("The 2 × 2 cells are coarse, do not add up")
        .doesNotContain("No Grad-CAM");
    var masks =
        Pattern.compile("<mask id='([^']*)'").matcher(page).results().map(m -> m.group(1)).toList();
    assertThat(masks).hasSize(4);
    assertThat(masks).doesNotHaveDuplicates();
  }

  @Test
  void theJsonSaysWhatTheMapIsAndThatItDoesNotAddUp() throws Exception {
    var leaf =
        ExplanationJson.of(explained(map())).path("explanation").findParents("kind").getLast();

    assertThat(leaf.path("kind").asText()).isEqualTo("activation_map");
    assertThat(leaf.path("method").asText()).isEqualTo("grad_cam");
    assertThat(leaf.path("additive").isBoolean()).isTrue();
    assertThat(leaf.path("additive").asBoolean()).isFalse();
    assertThat(leaf.path("of").asText()).isEqualTo("score");
    assertThat(leaf.at("/planes/1/slices").toString()).isEqualTo("[2,4]");
    assertThat(leaf.at("/planes/1/weighted_sums").toString()).isEqualTo("[[0.0,-0.2],[0.4,0.0]]");
    assertThat(leaf.at("/planes/1/map").toString()).isEqualTo("[[0.0,0.0],[1.0,0.0]]");
    assertThat(leaf.at("/planes/0/map").toString()).isEqualTo("[[0.0,0.25],[0.0,0.0]]");
    assertThat(leaf.path("rows").toString()).isEqualTo("[[0,8],[8,32]]");
  }

  @Test
  void theTextNamesTheStrongestCell() throws Exception {
    assertThat(ExplanationText.of(explained(map())))
        .contains(
            "chest_ct: Grad-CAM, strongest cell at slices 2–3, rows 8–31, columns 0–7 of the"
                + " model's tensor, raises the score; not additive");
  }

  @Test
  void whereThereIsNoMapThePageSaysWhy() throws Exception {
    var none = new Evidence.NoMap("chest_ct", "no trained network has a say in the score");

    assertThat(ExplanationPage.html(explained(none)))
        .contains("No Grad-CAM: no trained network has a say in the score.")
        .doesNotContain("<mask");
  }
}
