package org.chiasm.connect.pixel;

import java.util.Arrays;
import org.chiasm.DataIssue;
import org.chiasm.connect.jpeg.Jpeg2000Decoder;
import org.chiasm.connect.jpeg.JpegDecoder;
import org.chiasm.connect.jpeg.JpegFormatException;
import org.chiasm.connect.jpeg.JpegImage;
import org.chiasm.connect.jpeg.JpegLsDecoder;
import org.chiasm.connect.pixel.FrameData.Encapsulated;
import org.chiasm.connect.pixel.FrameData.Native;
import org.chiasm.connect.pixel.FrameResult.Decoded;

/**
 * Decodes frames of every common transfer syntax: grey values to stored values with their sign,
 * colours to red, green and blue (DICOM PS3.5 8.2, PS3.3 C.7.6.3). Stateless and safe for use by
 * many threads.
 */
public final class PixelDecoder {
  private PixelDecoder() {}

  /**
   * Decodes one frame. Cost: 4 to 12 bytes for each sample.
   *
   * @param transferSyntaxUid as in (0002,0010)
   * @param description how the frame is to be read
   * @param data its bytes
   * @return the frame, or why there is none; nothing is thrown for damaged data
   */
  public static FrameResult decode(
      String transferSyntaxUid, PixelDescription description, FrameData data) {
    return decode(PixelSyntax.of(transferSyntaxUid), description, data);
  }

  static FrameResult decode(PixelSyntax syntax, PixelDescription description, FrameData data) {
    try {
      if (description.samplesPerFrame() > PixelDescription.MAX_SAMPLES) {
        throw PixelFormatException.unsupported(
            "a frame of " + description.samplesPerFrame() + " samples is too large");
      }
      var coded = coded(syntax, description, data);
      boolean lossless = coded.isLossless() && syntax.coding() != PixelSyntax.Coding.JPEG_2000;
      return new Decoded(finished(description, coded, lossless));
    } catch (PixelFormatException refused) {
      return new Undecodable(refused.kind(), syntax.name() + ": " + refused.reason());
    }
  }

  private static CodedSamples coded(
      PixelSyntax syntax, PixelDescription description, FrameData data)
      throws PixelFormatException {
    if (syntax.coding() == PixelSyntax.Coding.UNKNOWN) {
      throw PixelFormatException.unsupported("this transfer syntax is not decoded");
    }
    return switch (data) {
      case Native plain -> {
        if (syntax.coding() != PixelSyntax.Coding.NATIVE) {
          throw PixelFormatException.malformed("expected fragments, got native pixels");
        }
        yield new NativeSamples(description).read(plain);
      }
      case Encapsulated compressed ->
          switch (syntax.coding()) {
            case RLE -> RunLengthDecoder.decode(description, compressed.joined());
            case DEFLATED_FRAME -> DeflatedFrame.decode(description, compressed.joined());
            case JPEG, JPEG_LS, JPEG_2000_LOSSLESS, JPEG_2000 ->
                jpeg(syntax, description, compressed.joined());
            case NATIVE, UNKNOWN ->
                throw PixelFormatException.malformed("expected native pixels, got fragments");
          };
    };
  }

  private static CodedSamples jpeg(PixelSyntax syntax, PixelDescription description, byte[] stream)
      throws PixelFormatException {
    try {
      long samples = description.samplesPerFrame();
      var image =
          switch (syntax.coding()) {
            case JPEG -> JpegDecoder.decode(stream, samples);
            case JPEG_LS -> JpegLsDecoder.decode(stream, samples);
            default -> Jpeg2000Decoder.decode(stream, samples);
          };
      if (image.rows() != description.rows()
          || image.columns() != description.columns()
          || image.components() != description.samplesPerPixel()) {
        throw PixelFormatException.malformed(
            "the header declares "
                + description.rows()
                + " by "
                + description.columns()
                + " by "
                + description.samplesPerPixel()
                + ", the stream is "
                + image);
      }
      return new CodedSamples(
          image.samples(), image.precision(), image.isSigned(), image.isLossless(), colorOf(image));
    } catch (JpegFormatException refused) {
      var kind =
          switch (refused.kind()) {
            case TRUNCATED -> DataIssue.Kind.TRUNCATED;
            case MALFORMED -> DataIssue.Kind.MALFORMED;
            case UNSUPPORTED -> DataIssue.Kind.UNSUPPORTED;
          };
      throw new PixelFormatException(kind, refused.reason());
    }
  }

  private static CodedSamples.Color colorOf(JpegImage image) {
    return switch (image.color()) {
      case RGB -> CodedSamples.Color.RGB;
      case YBR -> CodedSamples.Color.YBR_FULL;
      case UNSTATED -> CodedSamples.Color.AS_DECLARED;
    };
  }

  private static PixelFrame finished(
      PixelDescription description, CodedSamples coded, boolean lossless) {
    int[] samples = coded.samples();
    signed(description, coded, samples);
    int perPixel = description.samplesPerPixel();
    if (perPixel == 3) {
      toRgb(description, coded, samples);
    } else if (description.photometric() == PhotometricInterpretation.PALETTE_COLOR
        && description.palette().isPresent()) {
      samples = description.palette().get().apply(samples);
      perPixel = 3;
    }
    return new PixelFrame(
        description.rows(),
        description.columns(),
        perPixel,
        samples,
        description.bitsStored() == Integer.SIZE && !description.isSigned(),
        lossless);
  }

  /**
   * Cuts what lies above the stored bits, such as overlays, and spreads the sign. Of a stream that
   * holds fewer bits than the header declares, the stream's bits are the sample's.
   */
  private static void signed(PixelDescription description, CodedSamples coded, int[] samples) {
    if (coded.isSigned()) {
      return;
    }
    int bits = Math.min(description.bitsStored(), coded.bits());
    if (bits >= Integer.SIZE) {
      return;
    }
    int unused = Integer.SIZE - bits;
    if (description.isSigned()) {
      Arrays.setAll(samples, i -> samples[i] << unused >> unused);
    } else {
      Arrays.setAll(samples, i -> samples[i] << unused >>> unused);
    }
  }

  private static void toRgb(PixelDescription description, CodedSamples coded, int[] samples) {
    var declared = description.photometric();
    switch (coded.color()) {
      case RGB -> {}
      case YBR_FULL -> ColorConversion.fullToRgb(samples, description.bitsStored());
      case AS_DECLARED -> {
        if (declared == PhotometricInterpretation.YBR_PARTIAL_422
            || declared == PhotometricInterpretation.YBR_PARTIAL_420) {
          ColorConversion.partialToRgb(samples, description.bitsStored());
        } else if (declared.isYbr() && !declared.isOfCodec()) {
          ColorConversion.fullToRgb(samples, description.bitsStored());
        }
      }
    }
  }
}
