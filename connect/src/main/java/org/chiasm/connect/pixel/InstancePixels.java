package org.chiasm.connect.pixel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.chiasm.DataIssue;
import org.chiasm.Tensor;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;

/**
 * The pixels of one instance, decoded when they are asked for. Nothing is thrown for damaged pixels
 * or files: what cannot be decoded is an {@link Undecodable}. Safe for use by many threads.
 */
public final class InstancePixels {
  private final DicomFile file;

  private InstancePixels(DicomFile file) {
    this.file = file;
  }

  /** The pixels of an instance whose header has been read. */
  public static InstancePixels of(DicomFile file) {
    return new InstancePixels(file);
  }

  /** How many frames the header declares, at least 1. */
  public int frameCount() {
    return Math.max(1, file.dataset().integer(Tag.NUMBER_OF_FRAMES).orElse(1));
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
    String syntax = PixelSyntax.of(file.transferSyntax().uid()).name();
    try {
      var pixels = file.dataset().pixelData();
      if (pixels.isEmpty()) {
        return new Undecodable(DataIssue.Kind.UNSUPPORTED, "The instance has no pixel data");
      }
      return pixels.get().tag() == Tag.PIXEL_DATA
          ? integers(pixels.get(), from, to)
          : floats(pixels.get(), from, to);
    } catch (PixelFormatException refused) {
      return new Undecodable(refused.kind(), syntax + ": " + refused.reason());
    } catch (DicomFormatException refused) {
      return new Undecodable(refused.kind(), syntax + ": " + refused.getMessage());
    } catch (IOException unreadable) {
      return new Undecodable(
          DataIssue.Kind.UNREADABLE,
          syntax + ": the file cannot be read (" + unreadable.getClass().getSimpleName() + ")");
    }
  }

  private ImageResult integers(PixelDataElement pixels, int from, int to)
      throws PixelFormatException, DicomFormatException, IOException {
    var reader = new DescriptionReader(file.dataset());
    var description = reader.read();
    var problems = new TreeSet<>(reader.problems());
    var luts = new ModalityLutReader(file.dataset());
    int samplesPerPixel = description.palette().isPresent() ? 3 : description.samplesPerPixel();
    int size = frameSize(description.rows(), description.columns(), samplesPerPixel, to - from);
    float[] stored = new float[size * (to - from)];
    float[] values = samplesPerPixel == 1 ? new float[stored.length] : stored;
    boolean lossless = true;
    for (int frame = from; frame < to; frame++) {
      var result =
          PixelDecoder.decode(
              file.transferSyntax().uid(), description, frameData(pixels, description, frame));
      switch (result) {
        case Undecodable refused -> {
          return refused.inFrame(frame, frameCount());
        }
        case FrameResult.Decoded(var decoded) -> {
          lossless &= decoded.isLossless();
          var noted = new ArrayList<String>();
          var lut = luts.of(frame, noted);
          problems.addAll(noted);
          int at = (frame - from) * size;
          for (int i = 0; i < size; i++) {
            stored[at + i] = (float) decoded.sample(i);
            if (samplesPerPixel == 1) {
              values[at + i] = lut.apply(decoded.sample(i));
            }
          }
        }
      }
    }
    int[] shape = shape(to - from, description.rows(), description.columns(), samplesPerPixel);
    return new DecodedImage(
        Tensor.of(stored, shape),
        Tensor.of(values, shape),
        samplesPerPixel == 3 ? PhotometricInterpretation.RGB : description.photometric(),
        PixelSyntax.of(file.transferSyntax().uid()).name(),
        lossless,
        List.copyOf(problems));
  }

  private FrameData frameData(PixelDataElement pixels, PixelDescription description, int frame)
      throws DicomFormatException, IOException {
    return pixels.isEncapsulated()
        ? new FrameData.Encapsulated(pixels.frameFragments(frame, frameCount()))
        : new FrameData.Native(
            pixels.nativeFrame(frame, description.bitsPerFrame()),
            pixels.byteOrder(),
            pixels.vr() == Vr.OW);
  }

  /** Float Pixel Data and Double Float Pixel Data are what they measure (PS3.3 C.7.6.24). */
  private ImageResult floats(PixelDataElement pixels, int from, int to)
      throws PixelFormatException, DicomFormatException, IOException {
    int rows = file.dataset().integer(Tag.ROWS).orElse(0);
    int columns = file.dataset().integer(Tag.COLUMNS).orElse(0);
    if (rows <= 0 || columns <= 0 || pixels.isEncapsulated()) {
      throw PixelFormatException.malformed("floating-point pixels without rows and columns");
    }
    boolean wide = pixels.tag() == Tag.DOUBLE_FLOAT_PIXEL_DATA;
    int bytes = wide ? Double.BYTES : Float.BYTES;
    int size = frameSize(rows, columns, 1, to - from);
    float[] values = new float[size * (to - from)];
    for (int frame = from; frame < to; frame++) {
      var cells =
          ByteBuffer.wrap(pixels.nativeFrame(frame, 8L * bytes * size)).order(pixels.byteOrder());
      for (int i = 0; i < size; i++) {
        values[(frame - from) * size + i] = wide ? (float) cells.getDouble() : cells.getFloat();
      }
    }
    var tensor = Tensor.of(values, shape(to - from, rows, columns, 1));
    return new DecodedImage(
        tensor,
        tensor,
        PhotometricInterpretation.MONOCHROME2,
        PixelSyntax.of(file.transferSyntax().uid()).name(),
        true,
        List.of());
  }

  private static int frameSize(int rows, int columns, int samplesPerPixel, int frames)
      throws PixelFormatException {
    long size = (long) rows * columns * samplesPerPixel;
    if (size > PixelDescription.MAX_SAMPLES || size * frames > 2 * PixelDescription.MAX_SAMPLES) {
      throw PixelFormatException.unsupported(
          frames
              + " frames of "
              + size
              + " samples are too large to hold at once; ask for fewer frames");
    }
    return (int) size;
  }

  private static int[] shape(int frames, int rows, int columns, int samplesPerPixel) {
    return samplesPerPixel == 1
        ? new int[] {frames, rows, columns}
        : new int[] {frames, rows, columns, samplesPerPixel};
  }
}
