package org.chiasm.app.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.Quantity;
import org.chiasm.Tensor;
import org.chiasm.app.explain.ExplainedRow;
import org.chiasm.learn.explain.ActivationMap;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.explain.Explanation;
import org.chiasm.learn.explain.Occlusion;
import org.chiasm.row.InputCell;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition;

/** The slice, the lead, the course of values or the sentence that a contribution rests on. */
final class EvidencePictures {
  private static final double SECONDS_PER_HOUR = 3600;

  private EvidencePictures() {}

  /** Shows what lies inside an input; nothing where it is a plain value. */
  static void write(Markup page, ExplainedRow explained, Explanation unit) throws IOException {
    NoteEvidence.write(page, unit);
    boolean image =
        !of(unit, Evidence.Region.class).isEmpty() || !of(unit, ActivationMap.class).isEmpty();
    var stretches = of(unit, Evidence.Stretch.class);
    var tensor = tensor(explained, unit.name());
    if (tensor.isEmpty() || (!image && stretches.isEmpty())) {
      return;
    }
    page.raw("<section class='evidence'>").element("h2", ClinicalWords.name(unit.name()));
    if (image) {
      ImageEvidence.write(page, explained, tensor.get(), unit);
    }
    for (var channel : stretches.stream().map(Evidence.Stretch::channel).distinct().toList()) {
      channel(
          page,
          explained,
          tensor.get(),
          stretches.stream().filter(each -> each.channel().equals(channel)).toList());
    }
    page.raw("</section>");
  }

  /** The evidence of one kind. */
  static <T extends Evidence> List<T> of(Explanation unit, Class<T> kind) {
    return unit.evidence().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Optional<Tensor> tensor(ExplainedRow explained, String input) {
    return explained.row().row().cells().get(input) instanceof InputCell.Present present
        ? switch (present.value()) {
          case InputCell.Value.Reference(var reference) -> explained.tensors().tensor(reference);
          case InputCell.Value.Grid(var grid) -> Optional.of(grid);
          case InputCell.Value.Numeric _, InputCell.Value.Label _, InputCell.Value.Words _ ->
              Optional.empty();
        }
        : Optional.empty();
  }

  /** What hiding a part does, in words. */
  static String moved(ExplainedRow explained, double move) {
    return (move < 0 ? "lowers" : "raises")
        + " the prediction (hiding it changes the score by "
        + ClinicalWords.share(-move)
        + ")";
  }

  private static void channel(
      Markup page, ExplainedRow explained, Tensor tensor, List<Evidence.Stretch> stretches) {
    var first = stretches.getFirst();
    var course =
        explained.study().inputs().stream()
            .filter(input -> input.name().equals(first.input()))
            .filter(InputDefinition.Trajectory.class::isInstance)
            .map(InputDefinition.Trajectory.class::cast)
            .findFirst();
    double start = 0;
    if (course.isPresent()) {
      var trajectory = course.get();
      start =
          trajectory
                  .window()
                  .start()
                  .offset()
                  .minus(explained.study().predictionDelay())
                  .toSeconds()
              / SECONDS_PER_HOUR;
      SignalEvidence.course(
          page,
          tensor,
          trajectory.rows().indexOf(first.channel()),
          stretches,
          start,
          trajectory.step().toSeconds() / SECONDS_PER_HOUR,
          explained.study().concepts().get(first.channel()) instanceof Concept.Measurement measured
              ? measured.unit()
              : "");
    } else {
      int lead = Occlusion.LEADS.indexOf(first.channel());
      SignalEvidence.lead(page, tensor, Math.clamp(lead, 0, tensor.extent(0) - 1), stretches);
    }
    page.raw("<ul class='note'>");
    for (var stretch : stretches) {
      page.element(
          "li",
          String.format(
              Locale.ROOT,
              "%s, %s to %s %s: %s",
              ClinicalWords.name(stretch.channel()),
              Quantity.toFourDigits(Double.toString(start + stretch.from())),
              Quantity.toFourDigits(Double.toString(start + stretch.to())),
              course.isPresent() ? "h from the prediction" : stretch.unit(),
              moved(explained, stretch.move())));
    }
    page.raw("</ul>");
  }
}
