package org.chiasm.app.inspect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import org.chiasm.connect.burnedin.BurnedInAnnotation;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomIssue;
import org.chiasm.connect.dicomdictionary.SopClass;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.display.ImageArray;
import org.chiasm.connect.display.PhysicalSpacing;
import org.chiasm.connect.pixel.InstanceFrames;
import org.chiasm.connect.pixel.ModalityLut;

/** Facts of an instance as JSON. */
final class ImageFacts {
  private static final int REAL_WORLD_VALUE_MAPPING_SEQUENCE = 0x00409096;

  private ImageFacts() {}

  static void header(ObjectNode document, DicomFile file) {
    document
        .putObject("syntax")
        .put("uid", file.transferSyntax().uid())
        .put("name", file.transferSyntax().name());
    file.sopClass()
        .map(SopClass::uid)
        .ifPresentOrElse(
            uid -> document.put("sop_class_uid", uid), () -> document.putNull("sop_class_uid"));
    file.dataset()
        .string(Tag.PHOTOMETRIC_INTERPRETATION)
        .filter(term -> term.matches("[A-Z0-9_ ]{1,16}"))
        .ifPresentOrElse(
            term -> document.put("photometric_interpretation", term),
            () -> document.putNull("photometric_interpretation"));
    document.put("header_whole", file.isHeaderWhole());
  }

  static void numbers(
      ObjectNode document, InstanceFrames frames, ImageArray.Result.Made made, boolean stored) {
    var shape = document.putArray("shape");
    made.shape().forEach(shape::add);
    document.put("dtype", made.type().name().toLowerCase(Locale.ROOT));
    document.put("values", stored ? "stored" : "modality");
    var range = document.putObject("value_range");
    number(range, "min", made.least(), made.type().isWhole());
    number(range, "max", made.greatest(), made.type().isWhole());
    boolean color = made.shape().size() == 4;
    document.put(
        "array_photometric_interpretation",
        color
            ? "RGB"
            : frames
                .description()
                .map(each -> each.photometric().name().replace('_', ' '))
                .orElse("MONOCHROME2"));
    document.put("frames", frames.count());
    document.put("lossless", made.isLossless());
    if (!color) {
      lut(document, frames.modalityLut(0, new ArrayList<>()));
    }
  }

  private static void number(ObjectNode into, String name, double value, boolean whole) {
    if (!Double.isFinite(value)) {
      into.putNull(name);
    } else if (whole) {
      into.put(name, (long) value);
    } else {
      into.put(name, value);
    }
  }

  private static void lut(ObjectNode document, ModalityLut lut) {
    var node = document.putObject("modality_lut");
    switch (lut) {
      case ModalityLut.Rescale(double slope, double intercept) ->
          node.put("kind", "rescale").put("slope", slope).put("intercept", intercept);
      case ModalityLut.Table _ -> node.put("kind", "table");
    }
  }

  static void spacing(ObjectNode document, DicomFile file) {
    var found = PhysicalSpacing.of(file.dataset());
    if (found.isEmpty()) {
      document.putNull("pixel_spacing");
      return;
    }
    var spacing = found.get();
    var node =
        document
            .putObject("pixel_spacing")
            .put("row_mm", spacing.rowMm())
            .put("column_mm", spacing.columnMm())
            .put("plane", lower(spacing.plane().name()))
            .put("source", spacing.source())
            .put("calibration", lower(spacing.calibration()));
    spacing
        .magnification()
        .ifPresentOrElse(
            factor -> node.put("magnification", factor), () -> node.putNull("magnification"));
  }

  static void problems(ObjectNode document, DicomFile file, Collection<String> pixelProblems) {
    var all = new TreeSet<>(pixelProblems);
    for (DicomIssue issue : file.issues()) {
      all.add(issue.detail());
    }
    var mapped =
        file.dataset()
            .item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, REAL_WORLD_VALUE_MAPPING_SEQUENCE)
            .or(
                () ->
                    file.dataset()
                        .item(
                            Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
                            REAL_WORLD_VALUE_MAPPING_SEQUENCE))
            .or(() -> file.dataset().item(REAL_WORLD_VALUE_MAPPING_SEQUENCE));
    document.put("real_world_value_mapping", mapped.isPresent());
    var node = document.putArray("problems");
    all.forEach(node::add);
  }

  static void burnedIn(ObjectNode document, BurnedInAnnotation found) {
    var node = document.putObject("burned_in_annotation");
    node.put("verdict", lower(found.verdict().name()))
        .put("header", lower(found.header()))
        .put("recognizable_visual_features", lower(found.visualFeatures()))
        .put("pixels", lower(found.pixels()));
    var evidence = node.putArray("evidence");
    found.evidence().forEach(evidence::add);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
