package org.chiasm.app.series;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.chiasm.imaging.RankedSeries;
import org.chiasm.imaging.SeriesReason;
import org.chiasm.imaging.SeriesTraits;

/** Rankings for people to read. */
public final class SeriesWords {
  private SeriesWords() {}

  /** One block for each study, with the reasons of each place below its series. */
  public static String of(List<RankedStudy> studies) {
    var words = new StringBuilder();
    for (var study : studies) {
      words
          .append("Study ")
          .append(study.ranking().studyInstanceUid())
          .append(study.rule().name().isEmpty() ? "" : ", input " + study.rule().name())
          .append('\n');
      for (var ranked : study.ranking().series()) {
        var traits = study.traitsOf(ranked.series().seriesInstanceUid());
        words
            .append(place(ranked))
            .append("  ")
            .append(line(traits))
            .append("\n      ")
            .append(ranked.series().seriesInstanceUid())
            .append('\n');
        for (var reason : ranked.reasons()) {
          words.append("      ").append(sign(reason)).append(' ').append(reason.text());
          words.append('\n');
        }
      }
      words.append('\n');
    }
    return words.toString();
  }

  static String place(RankedSeries ranked) {
    return ranked.rank().isPresent()
        ? String.format(Locale.ROOT, "%3d.", ranked.rank().getAsInt())
        : "  – ";
  }

  /** What a series is, in one line without free text of its header. */
  static String line(SeriesTraits traits) {
    var geometry = traits.geometry();
    var line = new StringBuilder();
    line.append(traits.series().attribute("Modality"));
    traits.bodyPart().ifPresent(part -> line.append(' ').append(part.value()));
    if (!traits.views().isEmpty()) {
      line.append(' ').append(String.join("/", traits.views()));
    } else {
      var plane = geometry.plane().word();
      line.append(' ').append(plane.equals("unknown") ? "of unknown plane" : plane);
    }
    traits.kernel().ifPresent(kernel -> line.append(", ").append(kernel.value()));
    String name = traits.series().attribute("ConvolutionKernel");
    if (!name.isEmpty()) {
      line.append(" (").append(name).append(')');
    }
    traits.sequence().ifPresent(sequence -> line.append(", ").append(sequence.value()));
    traits.phase().ifPresent(phase -> line.append(", ").append(phase.value()));
    geometry
        .maxThickness()
        .ifPresent(
            thickness ->
                line.append(", ")
                    .append(
                        BigDecimal.valueOf(thickness)
                            .setScale(3, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString())
                    .append(" mm"));
    int images = traits.series().instances().size();
    return line.append(", ").append(images).append(images == 1 ? " image" : " images").toString();
  }

  private static char sign(SeriesReason reason) {
    return switch (reason.verdict()) {
      case MET -> '+';
      case UNCERTAIN -> '?';
      case NOT_MET -> '-';
      case NOTED -> '·';
    };
  }
}
