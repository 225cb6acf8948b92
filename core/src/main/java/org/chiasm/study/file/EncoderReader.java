package org.chiasm.study.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.study.EncoderRule;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;

/** Reads {@code encoder} of an image or waveform input and has its file looked into. */
final class EncoderReader {
  static final Keys KEYS =
      Keys.of("an encoder").require("onnx", "input").allow("subtract", "divide");
  static final int EXTENT_MAX = 1 << 16;
  static final int AXES_MAX = 4;

  private EncoderReader() {}

  static Optional<EncoderRule> read(Field field, EncoderFiles files) {
    var section =
        field
            .section("{onnx: encoder.onnx, input: [1, 224, 224]}")
            .map(present -> present.allow(KEYS));
    var onnx =
        section
            .flatMap(present -> present.get("onnx"))
            .flatMap(each -> each.text("the path of an ONNX file, from the study file on"));
    var input = section.flatMap(present -> present.get("input")).map(EncoderReader::extents);
    var subtract =
        section
            .flatMap(present -> present.get("subtract"))
            .map(each -> each.number("a number to subtract"))
            .orElse(Optional.of(0.0));
    var divide =
        section
            .flatMap(present -> present.get("divide"))
            .map(EncoderReader::positive)
            .orElse(Optional.of(1.0));
    if (onnx.isEmpty()
        || input.filter(extents -> !extents.isEmpty()).isEmpty()
        || subtract.isEmpty()
        || divide.isEmpty()) {
      return Optional.empty();
    }
    var rule = new EncoderRule(onnx.get(), input.get(), subtract.get(), divide.get());
    var problem = files.problem(rule);
    problem.ifPresent(
        words ->
            field.reject(
                words, "an ONNX network that reads one row of " + input.get() + " numbers", ""));
    return problem.isEmpty() ? Optional.of(rule) : Optional.empty();
  }

  /** None where any is out of bounds, which is reported. */
  private static List<Integer> extents(Field field) {
    var extents = new ArrayList<Integer>();
    var items = field.items("the extents of one row, such as [1, 224, 224]");
    for (var item : items) {
      item.wholeNumber("an extent from 1 to " + EXTENT_MAX, 1, EXTENT_MAX)
          .ifPresent(extent -> extents.add(Math.toIntExact(extent)));
    }
    if (items.size() > AXES_MAX) {
      field.reject("at most " + AXES_MAX + " extents");
      return List.of();
    }
    return extents.size() == items.size() ? extents : List.of();
  }

  private static Optional<Double> positive(Field field) {
    var number = field.number("a positive number to divide by");
    if (number.isPresent() && !(number.get() > 0)) {
      field.reject("a positive number to divide by");
      return Optional.empty();
    }
    return number;
  }
}
