package org.chiasm.app.series;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chiasm.imaging.RankedSeries;
import org.chiasm.imaging.SeriesTraits;

/**
 * Rankings as one JSON array: an object for each study, and for each input of a study file, with
 * its series in the order of the ranking. docs/IMAGING.md names the fields.
 */
public final class SeriesJson {
  private SeriesJson() {}

  /** The document. */
  public static ArrayNode of(List<RankedStudy> studies) {
    var document = JsonNodeFactory.instance.arrayNode();
    for (var study : studies) {
      var node = document.addObject();
      node.put("study_instance_uid", study.ranking().studyInstanceUid());
      if (!study.rule().name().isEmpty()) {
        node.put("input", study.rule().name());
      }
      var list = node.putArray("series");
      for (var ranked : study.ranking().series()) {
        series(list.addObject(), ranked, study.traitsOf(ranked.series().seriesInstanceUid()));
      }
    }
    return document;
  }

  private static void series(ObjectNode node, RankedSeries ranked, SeriesTraits traits) {
    node.put("series_instance_uid", ranked.series().seriesInstanceUid());
    if (ranked.rank().isPresent()) {
      node.put("rank", ranked.rank().getAsInt());
    } else {
      node.putNull("rank");
    }
    node.put("accepted", ranked.isAccepted());
    var reasons = node.putArray("reasons");
    var details = node.putArray("reason_details");
    for (var reason : ranked.reasons()) {
      reasons.add(reason.text());
      var detail = details.addObject();
      detail.put("criterion", reason.criterion());
      detail.put("verdict", reason.verdict().name().toLowerCase(Locale.ROOT));
      detail.put("asked", reason.asked());
      detail.put("found", reason.found());
      detail.put("attribute", reason.attribute());
    }
    describe(node, traits);
  }

  private static void describe(ObjectNode node, SeriesTraits traits) {
    var series = traits.series();
    var geometry = traits.geometry();
    node.put("modality", series.attribute("Modality"));
    node.put("series_number", series.attribute("SeriesNumber"));
    node.put("manufacturer", series.attribute("Manufacturer"));
    node.put("instances", series.instances().size());
    node.put("readable_instances", traits.readable());
    node.put("image_kind", traits.content());
    node.put("plane", geometry.plane().word());
    node.put("slices", geometry.positions() > 0 ? geometry.positions() : geometry.slices().size());
    number(node, "slice_thickness_mm", geometry.maxThickness());
    number(node, "slice_thickness_min_mm", geometry.minThickness());
    number(node, "spacing_mm", geometry.spacing());
    node.put("coverage_mm", rounded(geometry.coverage()));
    node.put("gantry_tilt_degrees", rounded(geometry.tiltDegrees()));
    node.put("overlapping", geometry.overlaps());
    node.put("missing_slices", geometry.missingSlices());
    node.put("duplicate_slices", geometry.duplicates());
    node.put("mixed_thickness", geometry.isMixedThickness());
    node.put("convolution_kernel", series.attribute("ConvolutionKernel"));
    trait(node, "kernel_family", traits.kernel());
    trait(node, "body_part", traits.bodyPart());
    trait(node, "laterality", traits.side());
    node.put("contrast", traits.contrast().value());
    node.put("contrast_source", traits.contrast().source());
    trait(node, "phase", traits.phase());
    trait(node, "mr_sequence", traits.sequence());
    var views = node.putArray("views");
    traits.views().forEach(views::add);
    node.put("completeness", traits.completeness());
    node.put("completeness_because", traits.completenessBecause());
    var pixels = node.putObject("pixels");
    pixels.put("slices_measured", traits.appearance().slices().size());
    number(pixels, "noise_half_frequency_per_mm", traits.appearance().halfFrequency());
    number(pixels, "noise_hu", traits.appearance().deviation());
    pixels.put("sharpness", traits.sharpness().word());
    pixels.put("contradicts_kernel", traits.contradicted());
    traits
        .appearance()
        .section()
        .ifPresentOrElse(
            section -> pixels.put("section", section.name().toLowerCase(Locale.ROOT)),
            () -> pixels.putNull("section"));
  }

  private static void trait(ObjectNode node, String name, Optional<SeriesTraits.Trait> trait) {
    if (trait.isPresent()) {
      node.put(name, trait.get().value());
      node.put(name + "_source", trait.get().source());
    } else {
      node.putNull(name);
      node.putNull(name + "_source");
    }
  }

  private static void number(ObjectNode node, String name, OptionalDouble number) {
    if (number.isPresent() && Double.isFinite(number.getAsDouble())) {
      node.put(name, rounded(number.getAsDouble()));
    } else {
      node.putNull(name);
    }
  }

  private static double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 10_000) / 10_000.0 : 0;
  }
}
