package org.chiasm.connect.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.pixel.FrameResult;
import org.chiasm.connect.pixel.InstanceFrames;
import org.chiasm.connect.pixel.PhotometricInterpretation;
import org.chiasm.connect.pixel.PixelFrame;
import org.chiasm.connect.pixel.Undecodable;

/**
 * Shows one frame as a screen does: modality LUT, VOI LUT, presentation LUT shape (DICOM PS3.4 N.2,
 * PS3.3 C.11.6); colours as they are. Where nothing says which values to show, those from the 0.5th
 * to the 99.5th percentile are, padding left out.
 */
public final class FramePicture {
  private static final int PRESENTATION_LUT_SHAPE = 0x20500020;
  private static final double TAIL = 0.005;
  private static final int SORTED_SAMPLES = 1 << 18;

  private final DicomDataset dataset;
  private final InstanceFrames frames;

  /** Shows frames of an instance. */
  public FramePicture(DicomFile file, InstanceFrames frames) {
    this.dataset = file.dataset();
    this.frames = frames;
  }

  /** What came of it. */
  public sealed interface Result {
    /** There is no picture. */
    record Refused(Undecodable why) implements Result {}

    /** The picture, and what was passed over for it. */
    record Shown(Picture picture, List<String> problems) implements Result {}
  }

  /**
   * Shows a frame.
   *
   * @param frame from 0
   * @param asked a VOI LUT that is taken instead of the header's
   */
  public Result of(int frame, Optional<VoiLut> asked) {
    return switch (frames.frame(frame)) {
      case Undecodable why -> new Result.Refused(why);
      case FrameResult.Decoded(var decoded) -> {
        var noted = new ArrayList<String>();
        var picture =
            decoded.samplesPerPixel() == 3 ? color(decoded) : grey(decoded, frame, asked, noted);
        yield new Result.Shown(picture, noted);
      }
    };
  }

  private Picture color(PixelFrame frame) {
    int bits =
        frames
            .description()
            .map(each -> each.palette().map(table -> table.bits()).orElse(each.bitsStored()))
            .orElse(Byte.SIZE);
    double full = Math.pow(2, bits) - 1;
    byte[] pixels = new byte[frame.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] =
          (byte)
              (bits == Byte.SIZE
                  ? (int) frame.sample(i)
                  : Math.clamp(Math.round(frame.sample(i) * 255 / full), 0, 255));
    }
    return new Picture(frame.rows(), frame.columns(), 3, pixels, "colours as they are");
  }

  private Picture grey(PixelFrame frame, int number, Optional<VoiLut> asked, List<String> noted) {
    var lut = frames.modalityLut(number, noted);
    double[] values = new double[frame.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = lut.value(frame.sample(i));
    }
    var voi =
        asked
            .or(() -> new VoiLutReader(dataset).of(number, noted))
            .orElseGet(() -> span(frame, values));
    boolean inverse = isInverse();
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      double bright = Double.isNaN(values[i]) ? 0 : voi.brightness(values[i]);
      pixels[i] = (byte) Math.round(255 * (inverse ? 1 - bright : bright));
    }
    String words = voi.words() + (inverse ? ", inverted for display" : "");
    return new Picture(frame.rows(), frame.columns(), 1, pixels, words);
  }

  private boolean isInverse() {
    boolean low =
        frames
            .description()
            .filter(each -> each.photometric() == PhotometricInterpretation.MONOCHROME1)
            .isPresent();
    return low || dataset.string(PRESENTATION_LUT_SHAPE).filter("INVERSE"::equals).isPresent();
  }

  private VoiLut span(PixelFrame frame, double[] values) {
    var padding = dataset.decimal(Tag.PIXEL_PADDING_VALUE);
    int step = Math.max(1, values.length / SORTED_SAMPLES);
    double[] sorted = new double[values.length / step + 1];
    int count = 0;
    for (int i = 0; i < values.length; i += step) {
      boolean isPadding = padding.isPresent() && frame.sample(i) == padding.getAsDouble();
      if (!isPadding && Double.isFinite(values[i])) {
        sorted[count++] = values[i];
      }
    }
    sorted = Arrays.copyOf(sorted, count);
    Arrays.sort(sorted);
    if (count == 0) {
      return new VoiLut.Span(0, 1);
    }
    double low = sorted[(int) (TAIL * (count - 1))];
    double high = sorted[(int) Math.ceil((1 - TAIL) * (count - 1))];
    return low < high ? new VoiLut.Span(low, high) : new VoiLut.Span(sorted[0], sorted[count - 1]);
  }
}
