package org.chiasm.connect.pixel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.chiasm.DataIssue;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;

/**
 * The frames of one instance, each decoded when it is asked for, to the numbers themselves. Nothing
 * is thrown for damaged pixels or files. Safe for use by many threads.
 */
public final class InstanceFrames {
  private final DicomFile file;
  private final PixelSyntax syntax;
  private final Optional<PixelDataElement> pixels;
  private final Optional<PixelDescription> description;
  private final Optional<Undecodable> refused;
  private final ModalityLutReader luts;
  private final List<String> problems;

  private InstanceFrames(
      DicomFile file,
      Optional<PixelDescription> description,
      Optional<Undecodable> refused,
      List<String> problems) {
    this.file = file;
    this.syntax = PixelSyntax.of(file.transferSyntax().uid());
    this.pixels = file.dataset().pixelData();
    this.description = description;
    this.refused = refused;
    this.luts = new ModalityLutReader(file.dataset());
    this.problems = List.copyOf(problems);
  }

  /** The frames of an instance whose header has been read. */
  public static InstanceFrames of(DicomFile file) {
    String syntax = PixelSyntax.of(file.transferSyntax().uid()).name();
    var element = file.dataset().pixelData();
    if (element.isEmpty()) {
      String reason =
          file.isHeaderWhole()
              ? ": the instance has no pixel data"
              : ": the header cannot be read as far as pixel data";
      return refused(file, DataIssue.Kind.UNSUPPORTED, syntax + reason);
    }
    var noted = new ArrayList<String>();
    if (element.get().tag() != Tag.PIXEL_DATA) {
      return new InstanceFrames(file, Optional.empty(), Optional.empty(), noted);
    }
    var reader = new DescriptionReader(file.dataset());
    try {
      var description = reader.read();
      noted.addAll(reader.problems());
      return new InstanceFrames(file, Optional.of(description), Optional.empty(), noted);
    } catch (PixelFormatException wrong) {
      return refused(file, wrong.kind(), syntax + ": " + wrong.reason());
    } catch (IOException unreadable) {
      return refused(file, DataIssue.Kind.UNREADABLE, syntax + ": " + words(unreadable));
    }
  }

  private static InstanceFrames refused(DicomFile file, DataIssue.Kind kind, String reason) {
    return new InstanceFrames(
        file, Optional.empty(), Optional.of(new Undecodable(kind, reason)), List.of());
  }

  private static String words(IOException unreadable) {
    return "the file cannot be read (" + unreadable.getClass().getSimpleName() + ")";
  }

  /** How many frames the header declares, at least 1. */
  public int count() {
    return Math.max(1, file.dataset().integer(Tag.NUMBER_OF_FRAMES).orElse(1));
  }

  /** The transfer syntax by name and UID. */
  public String transferSyntax() {
    return syntax.name();
  }

  /** How pixels are described; empty for floating-point ones and where nothing can be decoded. */
  public Optional<PixelDescription> description() {
    return description;
  }

  /** Whether pixels are numbers of 64 bits, which only floating-point ones can be. */
  public boolean isDouble() {
    return pixels.filter(each -> each.tag() == Tag.DOUBLE_FLOAT_PIXEL_DATA).isPresent();
  }

  /** What in the header had to be read otherwise than it says. */
  public List<String> problems() {
    return problems;
  }

  /**
   * The values that stored values of a grey frame stand for.
   *
   * @param noted takes what had to be read otherwise than it says
   */
  public ModalityLut modalityLut(int frame, List<String> noted) {
    try {
      return luts.of(frame, noted);
    } catch (IOException unreadable) {
      noted.add("the modality LUT cannot be read: stored values taken");
      return ModalityLut.Rescale.IDENTITY;
    }
  }

  /** One frame: grey values before the modality LUT, or red, green and blue. */
  public FrameResult frame(int frame) {
    return decoded(frame, description);
  }

  /** As {@link #frame}, but of a palette image the indexes, as they are stored. */
  public FrameResult stored(int frame) {
    return decoded(frame, description.map(PixelDescription::withoutPalette));
  }

  private FrameResult decoded(int frame, Optional<PixelDescription> as) {
    Objects.checkIndex(frame, count());
    if (refused.isPresent()) {
      return refused.get();
    }
    var element = pixels.orElseThrow();
    try {
      return as.isPresent() ? integers(element, as.get(), frame) : reals(element, frame);
    } catch (PixelFormatException wrong) {
      return new Undecodable(wrong.kind(), syntax.name() + ": " + wrong.reason());
    } catch (DicomFormatException wrong) {
      return new Undecodable(wrong.kind(), syntax.name() + ": " + wrong.getMessage());
    } catch (IOException unreadable) {
      return new Undecodable(DataIssue.Kind.UNREADABLE, syntax.name() + ": " + words(unreadable));
    }
  }

  private FrameResult integers(PixelDataElement element, PixelDescription as, int frame)
      throws DicomFormatException, IOException, PixelFormatException {
    if (as.samplesPerFrame() > PixelDescription.MAX_SAMPLES) {
      throw PixelFormatException.unsupported(
          "a frame of " + as.samplesPerFrame() + " samples is too large to be decoded");
    }
    var source = new FrameSource(syntax, element, count());
    var noted = new ArrayList<String>();
    var result = source.decode(as, frame, noted);
    return switch (result) {
      case Undecodable wrong -> wrong.inFrame(frame, count());
      case FrameResult.Decoded(var decoded) -> {
        noted.addAll(decoded.problems());
        yield new FrameResult.Decoded(decoded.with(noted));
      }
    };
  }

  /** Float Pixel Data and Double Float Pixel Data are what they measure (PS3.3 C.7.6.24). */
  private FrameResult reals(PixelDataElement element, int frame)
      throws PixelFormatException, DicomFormatException, IOException {
    int rows = file.dataset().integer(Tag.ROWS).orElse(0);
    int columns = file.dataset().integer(Tag.COLUMNS).orElse(0);
    if (rows <= 0 || columns <= 0 || element.isEncapsulated()) {
      throw PixelFormatException.malformed("floating-point pixels without rows and columns");
    }
    if ((long) rows * columns > PixelDescription.MAX_SAMPLES) {
      throw PixelFormatException.unsupported("a frame of that size is too large to be decoded");
    }
    boolean wide = element.tag() == Tag.DOUBLE_FLOAT_PIXEL_DATA;
    int bytes = wide ? Double.BYTES : Float.BYTES;
    double[] values = new double[rows * columns];
    var cells =
        ByteBuffer.wrap(element.nativeFrame(frame, 8L * bytes * values.length))
            .order(element.byteOrder());
    for (int i = 0; i < values.length; i++) {
      values[i] = wide ? cells.getDouble() : cells.getFloat();
    }
    return new FrameResult.Decoded(PixelFrame.ofReals(rows, columns, values));
  }

  static boolean isInWords(PixelDataElement element) {
    return element.vr() == Vr.OW;
  }
}
