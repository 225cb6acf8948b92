package org.chiasm.connect.pixel;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.pixel.FrameData.Encapsulated;
import org.chiasm.connect.pixel.FrameData.Native;

/**
 * Finds the bytes of a frame and how they are really coded, where that differs from what the
 * transfer syntax says: fragments under a native syntax, native pixels under a compressed one, one
 * codec's stream under another's name.
 */
final class FrameSource {
  private final PixelSyntax syntax;
  private final PixelDataElement pixels;
  private final int frames;

  FrameSource(PixelSyntax syntax, PixelDataElement pixels, int frames) {
    this.syntax = syntax;
    this.pixels = pixels;
    this.frames = frames;
  }

  FrameResult decode(PixelDescription description, int frame, List<String> noted)
      throws IOException, DicomFormatException, PixelFormatException {
    if (pixels.isEncapsulated()) {
      return fragments(description, new Encapsulated(pixels.frameFragments(frame, frames)), noted);
    }
    return plain(description, frame, noted);
  }

  private FrameResult fragments(
      PixelDescription description, Encapsulated data, List<String> noted) {
    var seen = PixelSyntax.codingOf(data.fragments().getFirst());
    var stated = syntax.coding();
    if (stated == PixelSyntax.Coding.NATIVE && seen == PixelSyntax.Coding.UNKNOWN) {
      var bytes = data.joined();
      if (syntax.uid().equals(PixelSyntax.ENCAPSULATED_UNCOMPRESSED)
          || bytes.length * 8L >= description.bitsPerFrame()) {
        if (!syntax.uid().equals(PixelSyntax.ENCAPSULATED_UNCOMPRESSED)) {
          noted.add("pixels of a native syntax lie in fragments");
        }
        return PixelDecoder.decode(
            syntax, description, new Native(bytes, ByteOrder.LITTLE_ENDIAN, false));
      }
    }
    boolean isJpeg = stated.isStream() && seen == PixelSyntax.Coding.UNKNOWN;
    if (isJpeg && isNativeSize(data, description)) {
      noted.add("the fragment is as long as uncompressed pixels and no stream: read as such");
      return PixelDecoder.decode(
          syntax.as(PixelSyntax.Coding.NATIVE),
          description,
          new Native(data.joined(), ByteOrder.LITTLE_ENDIAN, false));
    }
    if (seen != PixelSyntax.Coding.UNKNOWN && stated != PixelSyntax.Coding.UNKNOWN) {
      boolean both2000 =
          seen == PixelSyntax.Coding.JPEG_2000 && stated == PixelSyntax.Coding.JPEG_2000_LOSSLESS;
      if (seen != stated && !both2000 && stated != PixelSyntax.Coding.DEFLATED_FRAME) {
        noted.add("the stream is " + seen.words() + ", not what the transfer syntax says");
        return PixelDecoder.decode(syntax.as(seen), description, data);
      }
    }
    return PixelDecoder.decode(syntax, description, data);
  }

  /** A compressed stream has its native length, padded to even, only by an unlikely chance. */
  private static boolean isNativeSize(Encapsulated data, PixelDescription description) {
    long bytes = (description.bitsPerFrame() + 7) / 8;
    return data.joined().length == bytes + (bytes & 1);
  }

  private FrameResult plain(PixelDescription declared, int frame, List<String> noted)
      throws IOException, DicomFormatException, PixelFormatException {
    var description = declared;
    long length = pixels.nativeLength();
    if (declared.isPaired() && length * 8 >= declared.unpaired().bitsPerFrame() * frames) {
      noted.add("YBR_FULL_422 pixels are not subsampled: read as YBR_FULL");
      description = declared.unpaired();
    }
    boolean isWhole = length * 8 >= description.bitsPerFrame() * frames;
    if (!isWhole && frames == 1 && length > 4) {
      var start = pixels.nativeFrame(0, 8L * Math.min(length, 64));
      var seen = PixelSyntax.codingOf(start);
      if (seen != PixelSyntax.Coding.UNKNOWN) {
        noted.add("the stream is " + seen.words() + " and not in fragments");
        var stream = pixels.nativeFrame(0, 8 * length);
        return PixelDecoder.decode(syntax.as(seen), description, new Encapsulated(List.of(stream)));
      }
    }
    if (syntax.coding() != PixelSyntax.Coding.NATIVE && isWhole) {
      noted.add("the pixels are not compressed, although the transfer syntax says so");
    }
    if (length * 8 >= description.bitsPerFrame() * (frames + 1L)) {
      noted.add("there are more pixel bytes than Number of Frames asks for");
    }
    var order =
        syntax.uid().equals(PixelSyntax.BIG_ENDIAN_PIXELS)
            ? ByteOrder.BIG_ENDIAN
            : pixels.byteOrder();
    boolean inWords = InstanceFrames.isInWords(pixels);
    int bits = description.bitsAllocated();
    boolean splitsWords = bits <= Byte.SIZE ? inWords : bits % Short.SIZE != 0;
    boolean swapped = order == ByteOrder.BIG_ENDIAN && splitsWords;
    var data =
        new Native(
            pixels.nativeFrame(frame, description.bitsPerFrame(), swapped),
            swapped ? ByteOrder.LITTLE_ENDIAN : order,
            inWords);
    return PixelDecoder.decode(
        isWhole ? syntax.as(PixelSyntax.Coding.NATIVE) : syntax, description, data);
  }
}
