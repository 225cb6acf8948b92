package org.chiasm.connect.pixel;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.chiasm.DataIssue;
import org.chiasm.Tensor;
import org.chiasm.connect.dicom.DicomFile;

/**
 * The pixels of one instance, decoded when they are asked for. Nothing is thrown for damaged pixels
 * or files: what cannot be decoded is an {@link Undecodable}. Safe for use by many threads.
 */
public final class InstancePixels {
  private final InstanceFrames frames;

  private InstancePixels(InstanceFrames frames) {
    this.frames = frames;
  }

  /** The pixels of an instance whose header has been read. */
  public static InstancePixels of(DicomFile file) {
    return new InstancePixels(InstanceFrames.of(file));
  }

  /** How many frames the header declares, at least 1. */
  public int frameCount() {
    return frames.count();
  }

  /** Every frame. Cost: about 20 bytes for each sample of all frames while it is made. */
  public ImageResult image() {
    return image(0, frameCount());
  }

  /**
   * One frame, as an image of one frame.
   *
   * @param frame from 0
   * @throws IndexOutOfBoundsException if there is no such frame
   */
  public ImageResult image(int frame) {
    Objects.checkIndex(frame, frameCount());
    return image(frame, frame + 1);
  }

  private ImageResult image(int from, int to) {
    var problems = new TreeSet<>(frames.problems());
    float[] stored = {};
    float[] values = {};
    int[] shape = {};
    boolean lossless = true;
    for (int frame = from; frame < to; frame++) {
      switch (frames.frame(frame)) {
        case Undecodable refused -> {
          return refused;
        }
        case FrameResult.Decoded(var decoded) -> {
          int size = decoded.size();
          if ((long) size * (to - from) > 2 * PixelDescription.MAX_SAMPLES) {
            return new Undecodable(
                DataIssue.Kind.UNSUPPORTED,
                frames.transferSyntax() + ": the frames are too large to hold at once");
          }
          boolean grey = decoded.samplesPerPixel() == 1;
          if (frame == from) {
            shape = shape(to - from, decoded);
            stored = new float[size * (to - from)];
            values = grey ? new float[stored.length] : stored;
          }
          lossless &= decoded.isLossless();
          var noted = new ArrayList<>(decoded.problems());
          var lut = frames.modalityLut(frame, noted);
          problems.addAll(noted);
          int at = (frame - from) * size;
          for (int i = 0; i < size; i++) {
            stored[at + i] = (float) decoded.sample(i);
            if (grey) {
              values[at + i] = lut.apply(decoded.sample(i));
            }
          }
        }
      }
    }
    return new DecodedImage(
        Tensor.of(stored, shape),
        Tensor.of(values, shape),
        shape.length == 4
            ? PhotometricInterpretation.RGB
            : frames
                .description()
                .map(PixelDescription::photometric)
                .orElse(PhotometricInterpretation.MONOCHROME2),
        frames.transferSyntax(),
        lossless,
        List.copyOf(problems));
  }

  private static int[] shape(int count, PixelFrame frame) {
    return frame.samplesPerPixel() == 1
        ? new int[] {count, frame.rows(), frame.columns()}
        : new int[] {count, frame.rows(), frame.columns(), frame.samplesPerPixel()};
  }
}
