package org.chiasm.connect.display;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.chiasm.connect.pixel.FrameResult;
import org.chiasm.connect.pixel.InstanceFrames;
import org.chiasm.connect.pixel.ModalityLut;
import org.chiasm.connect.pixel.PixelFrame;
import org.chiasm.connect.pixel.Undecodable;

/**
 * The numbers of an instance as one array, {@code frames × rows × columns}, and {@code × 3} of
 * colours; made frame by frame, so that memory holds one frame.
 */
public final class ImageArray {
  private final InstanceFrames frames;
  private final boolean stored;
  private final int from;
  private final int to;

  /**
   * An array to be made.
   *
   * @param stored whether values are as stored, palette indexes included, rather than after the
   *     modality LUT
   * @param only one frame, from 0; all if empty
   */
  public ImageArray(InstanceFrames frames, boolean stored, Optional<Integer> only) {
    this.frames = frames;
    this.stored = stored;
    this.from = only.orElse(0);
    this.to = only.map(frame -> frame + 1).orElse(frames.count());
  }

  /** What came of it. */
  public sealed interface Result {
    /** There is no array. */
    record Refused(Undecodable why) implements Result {}

    /**
     * What the array is.
     *
     * @param shape extents, slowest axis first
     * @param least smallest number, of those that are numbers
     * @param isLossless whether the pixels' coding loses nothing
     */
    record Made(
        List<Integer> shape,
        NumberType type,
        double least,
        double greatest,
        boolean isLossless,
        List<String> problems)
        implements Result {
      /** Copies the lists. */
      public Made {
        shape = List.copyOf(shape);
        problems = List.copyOf(problems);
      }
    }
  }

  /** Takes the numbers of an array, in order. */
  public interface Sink {
    /** Begins, or begins anew: what was taken before counts no more. */
    void begin(List<Integer> shape, NumberType type) throws IOException;

    /** Takes the next number. */
    void add(double value) throws IOException;
  }

  /**
   * Decodes the frames into a sink.
   *
   * @throws IOException if the sink fails
   */
  public Result into(Sink sink) throws IOException {
    var type = type();
    while (true) {
      var attempt = attempt(sink, type);
      if (attempt.isPresent()) {
        return attempt.get();
      }
      type = type.wider();
    }
  }

  /** One pass; empty if a number does not fit the type. */
  private Optional<Result> attempt(Sink sink, NumberType type) throws IOException {
    var problems = new TreeSet<>(frames.problems());
    var shape = new ArrayList<Integer>();
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    boolean lossless = true;
    for (int number = from; number < to; number++) {
      PixelFrame frame;
      switch (stored ? frames.stored(number) : frames.frame(number)) {
        case Undecodable refused -> {
          return Optional.of(new Result.Refused(refused));
        }
        case FrameResult.Decoded(var decoded) -> frame = decoded;
      }
      if (number == from) {
        shape.addAll(List.of(to - from, frame.rows(), frame.columns()));
        if (frame.samplesPerPixel() > 1) {
          shape.add(frame.samplesPerPixel());
        }
        sink.begin(shape, type);
      }
      lossless &= frame.isLossless();
      problems.addAll(frame.problems());
      var lut = lut(number, frame, problems);
      for (int i = 0; i < frame.size(); i++) {
        double value = lut.value(frame.sample(i));
        if (!type.holds(value)) {
          return Optional.empty();
        }
        least = Math.min(least, Double.isNaN(value) ? least : value);
        greatest = Math.max(greatest, Double.isNaN(value) ? greatest : value);
        sink.add(value);
      }
    }
    return Optional.of(
        new Result.Made(shape, type, least, greatest, lossless, List.copyOf(problems)));
  }

  private ModalityLut lut(int number, PixelFrame frame, Set<String> problems) {
    if (stored || frame.samplesPerPixel() > 1) {
      return ModalityLut.Rescale.IDENTITY;
    }
    var noted = new ArrayList<String>();
    var lut = frames.modalityLut(number, noted);
    problems.addAll(noted);
    return lut;
  }

  /** The smallest type that holds every value that can come, by the header. */
  private NumberType type() {
    if (frames.description().isEmpty()) {
      return frames.isDouble() ? NumberType.FLOAT64 : NumberType.FLOAT32;
    }
    var described = frames.description().get();
    if (!stored && described.palette().isPresent()) {
      return described.palette().get().bits() > Byte.SIZE ? NumberType.UINT16 : NumberType.UINT8;
    }
    double span = Math.pow(2, described.bitsStored());
    double least = described.isSigned() ? -span / 2 : 0;
    double greatest = least + span - 1;
    return stored || described.samplesPerPixel() > 1
        ? NumberType.ofWhole(least, greatest)
        : afterLut(least, greatest);
  }

  private NumberType afterLut(double least, double greatest) {
    var luts =
        IntStream.range(from, to).mapToObj(n -> frames.modalityLut(n, new ArrayList<>())).toList();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (var lut : luts) {
      switch (lut) {
        case ModalityLut.Rescale(double slope, double intercept) -> {
          if (slope != Math.rint(slope) || intercept != Math.rint(intercept)) {
            return NumberType.FLOAT64;
          }
          low = Math.min(low, Math.min(slope * least, slope * greatest) + intercept);
          high = Math.max(high, Math.max(slope * least, slope * greatest) + intercept);
        }
        case ModalityLut.Table table -> {
          low = Math.min(low, 0);
          high = Math.max(high, table.largest());
        }
      }
    }
    return NumberType.ofWhole(low, high);
  }
}
