package org.chiasm.connect.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.chiasm.connect.pixel.FrameData.Native;

/**
 * Decodes RLE (DICOM PS3.5 Annex G): one run-length coded segment for each byte of a cell, highest
 * byte first, and each sample of a pixel.
 */
final class RunLengthDecoder {
  private static final int HEADER = 64;

  /** A run of 128 bytes takes two. */
  private static final long MOST_GROWTH = 64;

  private static final int MAX_SEGMENTS = 15;

  private RunLengthDecoder() {}

  static CodedSamples decode(PixelDescription description, byte[] coded)
      throws PixelFormatException {
    if (coded.length < HEADER) {
      throw PixelFormatException.truncated(
          "the RLE header takes 64 bytes, there are " + coded.length);
    }
    int bytesPerCell = Math.max(1, description.bitsAllocated() / 8);
    int samples = description.samplesPerPixel();
    int segments = word(coded, 0);
    if (segments != bytesPerCell * samples || segments > MAX_SEGMENTS) {
      throw PixelFormatException.malformed(
          "expected " + bytesPerCell * samples + " RLE segments, got " + segments);
    }
    int pixels = description.rows() * description.columns();
    int planeBytes = description.bitsAllocated() == 1 ? (pixels + 7) / 8 : pixels;
    if ((long) planeBytes * segments > MOST_GROWTH * coded.length) {
      throw PixelFormatException.truncated(
          coded.length + " bytes of RLE cannot hold " + segments + " planes of " + planeBytes);
    }
    byte[] cells = new byte[Math.toIntExact((long) planeBytes * segments)];
    for (int segment = 0; segment < segments; segment++) {
      int start = word(coded, 4 + 4 * segment);
      int end = segment + 1 < segments ? word(coded, 8 + 4 * segment) : coded.length;
      if (start < HEADER || end < start || end > coded.length) {
        throw PixelFormatException.malformed(
            "RLE segment " + (segment + 1) + " lies outside its frame");
      }
      int sample = segment / bytesPerCell;
      int lowByte = bytesPerCell - 1 - segment % bytesPerCell;
      int first = sample * planeBytes * bytesPerCell + lowByte;
      expand(coded, start, end, cells, first, bytesPerCell, planeBytes);
    }
    var byPlane =
        new PixelDescription(
            description.rows(),
            description.columns(),
            unpaired(description.photometric()),
            description.bitsAllocated(),
            description.bitsStored(),
            description.highBit(),
            description.isSigned(),
            true,
            description.palette());
    return new NativeSamples(byPlane).read(new Native(cells, ByteOrder.LITTLE_ENDIAN, false));
  }

  /** RLE keeps whole planes, so colour differences are never shared by pairs. */
  private static PhotometricInterpretation unpaired(PhotometricInterpretation declared) {
    return declared == PhotometricInterpretation.YBR_FULL_422
        ? PhotometricInterpretation.YBR_FULL
        : declared;
  }

  private static void expand(
      byte[] coded, int start, int end, byte[] cells, int first, int step, int count)
      throws PixelFormatException {
    int at = start;
    int done = 0;
    while (done < count) {
      if (at >= end) {
        throw PixelFormatException.truncated(
            "an RLE segment ends after " + done + " of " + count + " bytes");
      }
      int control = coded[at++];
      if (control >= 0) {
        int literal = Math.min(control + 1, count - done);
        if (end - at < literal) {
          throw PixelFormatException.truncated(
              "an RLE segment ends after " + done + " of " + count + " bytes");
        }
        for (int i = 0; i < literal; i++) {
          cells[first + done++ * step] = coded[at + i];
        }
        at += control + 1;
      } else if (control != Byte.MIN_VALUE) {
        if (at >= end) {
          throw PixelFormatException.truncated("an RLE segment ends inside a run");
        }
        byte value = coded[at++];
        int run = Math.min(1 - control, count - done);
        for (int i = 0; i < run; i++) {
          cells[first + done++ * step] = value;
        }
      }
    }
  }

  private static int word(byte[] coded, int at) {
    return ByteBuffer.wrap(coded).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }
}
