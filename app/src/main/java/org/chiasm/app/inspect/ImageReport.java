package org.chiasm.app.inspect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.connect.burnedin.BurnedInSearch;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.display.FramePicture;
import org.chiasm.connect.display.ImageArray;
import org.chiasm.connect.display.NpyFile;
import org.chiasm.connect.display.NumberType;
import org.chiasm.connect.display.PngFile;
import org.chiasm.connect.display.VoiLut;
import org.chiasm.connect.pixel.InstanceFrames;

/** What {@code chiasm image} makes of one file, as a JSON document and in words. */
final class ImageReport {
  private final ObjectNode document = JsonNodeFactory.instance.objectNode();
  private Optional<String> reason = Optional.empty();

  /**
   * What is asked.
   *
   * @param out the file to write, if any
   * @param frame only this one, from 0
   * @param window instead of the header's
   */
  record Request(
      Optional<Path> out, boolean stored, Optional<Integer> frame, Optional<VoiLut> window) {
    boolean isPicture() {
      return out.map(Path::toString)
          .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".png"))
          .isPresent();
    }
  }

  private ImageReport() {}

  /**
   * Decodes a file.
   *
   * @throws IOException if the file cannot be read, or what is asked cannot be written
   * @throws WrongUseException if there is no such frame
   */
  static ImageReport of(Path file, Request request) throws IOException, WrongUseException {
    var report = new ImageReport();
    DicomFile dicom;
    try {
      dicom = DicomReader.standard().readHeader(file);
    } catch (DicomFormatException wrong) {
      report.document.put("decoded", false).putNull("syntax");
      report.refuse(
          wrong.kind().name(),
          "not read as DICOM: " + Objects.toString(wrong.getMessage(), "malformed"));
      report.document.putArray("problems");
      return report;
    }
    report.document.put("decoded", true);
    ImageFacts.header(report.document, dicom);
    report.pixels(dicom, request);
    return report;
  }

  private void pixels(DicomFile dicom, Request request) throws IOException, WrongUseException {
    var frames = InstanceFrames.of(dicom);
    if (request.frame().filter(frame -> frame >= frames.count()).isPresent()) {
      throw new WrongUseException("the file has " + frames.count() + " frames");
    }
    var array = new ImageArray(frames, request.stored(), request.frame());
    ImageArray.Result result;
    if (request.out().isPresent() && !request.isPicture()) {
      try (var npy = new NpyFile(request.out().get())) {
        result = array.into(npy);
      }
    } else {
      result = array.into(new Nowhere());
    }
    switch (result) {
      case ImageArray.Result.Refused(var why) -> {
        refuse(why.kind().name(), why.reason());
        if (request.out().isPresent() && !request.isPicture()) {
          Files.deleteIfExists(request.out().get());
        }
        ImageFacts.problems(document, dicom, frames.problems());
      }
      case ImageArray.Result.Made made -> {
        ImageFacts.numbers(document, frames, made, request.stored());
        ImageFacts.spacing(document, dicom);
        ImageFacts.problems(document, dicom, made.problems());
        if (request.isPicture()) {
          picture(dicom, frames, request);
        }
        request.out().ifPresent(out -> document.put("out", out.toString()));
      }
    }
    ImageFacts.burnedIn(document, BurnedInSearch.of(dicom, frames));
  }

  private void picture(DicomFile dicom, InstanceFrames frames, Request request) throws IOException {
    int number = request.frame().orElse(frames.count() / 2);
    switch (new FramePicture(dicom, frames).of(number, request.window())) {
      case FramePicture.Result.Refused(var why) -> refuse(why.kind().name(), why.reason());
      case FramePicture.Result.Shown(var picture, var problems) -> {
        PngFile.write(picture, request.out().orElseThrow());
        document
            .putObject("picture")
            .put("frame", number + 1)
            .put("rows", picture.rows())
            .put("columns", picture.columns())
            .put("samples", picture.samples())
            .put("mapping", picture.mapping());
        problems.forEach(document.withArray("problems")::add);
      }
    }
  }

  private void refuse(String kind, String why) {
    reason = Optional.of(why);
    document.put("decoded", false).put("reason_kind", kind).put("reason", why);
  }

  /** Why there are no numbers; empty if there are. */
  Optional<String> reason() {
    return reason;
  }

  /** The document. */
  ObjectNode document() {
    return document;
  }

  /** In words, a line for each fact. */
  String words() {
    var words = new StringBuilder();
    document
        .properties()
        .forEach(
            fact ->
                words.append(
                    String.format(Locale.ROOT, "%-30s %s%n", fact.getKey(), fact.getValue())));
    return words.toString();
  }

  /** Takes the numbers where no file is asked for. */
  private static final class Nowhere implements ImageArray.Sink {
    @Override
    public void begin(List<Integer> shape, NumberType type) {}

    @Override
    public void add(double value) {}
  }
}
