package org.chiasm.connect.jpeg;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReadParamJava;
import java.awt.Point;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import jj2000.j2k.codestream.HeaderInfo;
import jj2000.j2k.codestream.reader.BitstreamReaderAgent;
import jj2000.j2k.codestream.reader.HeaderDecoder;
import jj2000.j2k.decoder.DecoderSpecs;
import jj2000.j2k.image.BlkImgDataSrc;
import jj2000.j2k.image.DataBlk;
import jj2000.j2k.image.DataBlkFloat;
import jj2000.j2k.image.DataBlkInt;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.ISRandomAccessIO;
import jj2000.j2k.wavelet.synthesis.InverseWT;

/**
 * Decodes JPEG 2000 codestreams (ISO/IEC 15444-1) by the JJ2000 code in jai-imageio-jpeg2000, whose
 * parts are put together here so that samples come with their sign and without a colour model. The
 * colour transform is ours: theirs rounds negative numbers up.
 */
public final class Jpeg2000Decoder {
  private static final int MAX_BITS = 24;
  private static final int SMALL_STREAM = 1 << 16;

  private final Jpeg2000Header header;
  private final byte[] codestream;

  private Jpeg2000Decoder(Jpeg2000Header header, byte[] codestream) {
    this.header = header;
    this.codestream = codestream;
  }

  /**
   * Decodes a codestream, be it wrapped in a JP2 file or not. Samples are signed where it says so;
   * lossless says that its wavelet is reversible, which does not tell whether layers were left out.
   *
   * @param data the whole of it
   * @param maxSamples a picture with more samples is refused before memory is taken for it
   * @throws JpegFormatException if the stream is cut, damaged, too large or of another part
   */
  public static JpegImage decode(byte[] data, long maxSamples) throws JpegFormatException {
    byte[] codestream = Jpeg2000Header.codestreamOf(data);
    var header = Jpeg2000Header.read(codestream);
    if (header.bits() > MAX_BITS) {
      throw JpegFormatException.unsupported(
          "JPEG 2000 with " + header.bits() + " bits is not decoded");
    }
    if (header.samples() > maxSamples) {
      throw JpegFormatException.unsupported(
          "JPEG 2000 of "
              + header.rows()
              + " by "
              + header.columns()
              + " by "
              + header.components()
              + " is larger than "
              + maxSamples);
    }
    byte[] counted = Jpeg2000TileParts.withTrueCounts(codestream, header.style().headerEnd());
    return new Jpeg2000Decoder(header, counted).decode();
  }

  private JpegImage decode() throws JpegFormatException {
    var complaints = new Complaints();
    var thread = Thread.currentThread();
    FacilityManager.registerMsgLogger(thread, complaints);
    try {
      var image = image();
      if (complaints.isAny()) {
        throw JpegFormatException.malformed("The JPEG 2000 codestream is damaged or cut");
      }
      return image;
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (IOException | RuntimeException | Error damaged) {
      throw JpegFormatException.malformed(
          "The JPEG 2000 codestream cannot be read (" + damaged.getClass().getSimpleName() + ")");
    } finally {
      FacilityManager.unregisterMsgLogger(thread);
    }
  }

  private JpegImage image() throws IOException {
    var stream = new ByteArrayInputStream(codestream);
    int size = Math.max(SMALL_STREAM, codestream.length + 1);
    var in = new ISRandomAccessIO(stream, size, SMALL_STREAM, size + 1);
    var info = new HeaderInfo();
    var parameters = new J2KImageReadParamJava();
    var main = new HeaderDecoder(in, parameters, info);
    var specs = main.getDecoderSpecs();
    int components = main.getNumComps();
    int[] depths = new int[components];
    for (int i = 0; i < components; i++) {
      depths[i] = main.getOriginalBitDepth(i);
    }
    var reader = BitstreamReaderAgent.createInstance(in, main, parameters, specs, false, info);
    var entropy = main.createEntropyDecoder(reader, parameters);
    var region = main.createROIDeScaler(entropy, parameters, specs);
    var dequantizer = main.createDequantizer(region, depths, specs);
    var wavelet = InverseWT.createInstance(dequantizer, specs);
    wavelet.setImgResLevel(reader.getImgRes());
    int[] samples = tiles(wavelet, specs);
    return new JpegImage(
        new JpegSize(header.rows(), header.columns(), header.components(), header.bits()),
        header.isSigned(),
        header.style().isReversible(),
        header.style().hasColorTransform()
            ? JpegImage.StreamColor.RGB
            : JpegImage.StreamColor.UNSTATED,
        samples);
  }

  private int[] tiles(BlkImgDataSrc source, DecoderSpecs specs) {
    int count = header.components();
    int[] samples = new int[(int) header.samples()];
    var tiles = source.getNumTiles(new Point());
    for (int y = 0; y < tiles.y; y++) {
      for (int x = 0; x < tiles.x; x++) {
        source.setTile(x, y);
        int tile = source.getTileIdx();
        boolean colors =
            count >= 3 && specs.cts.getTileDef(tile) instanceof Integer kind && kind != 0;
        var planes = new DataBlk[count];
        boolean reversible = true;
        for (int i = 0; i < count; i++) {
          int width = source.getTileCompWidth(tile, i);
          int height = source.getTileCompHeight(tile, i);
          boolean exact = specs.wfs.isReversible(tile, i);
          reversible &= exact;
          var block =
              exact ? new DataBlkInt(0, 0, width, height) : new DataBlkFloat(0, 0, width, height);
          planes[i] = source.getInternCompData(block, i);
        }
        int left = source.getCompULX(0) - source.getImgULX();
        int top = source.getCompULY(0) - source.getImgULY();
        int into = (top * header.columns() + left) * count;
        new Jpeg2000Tile(header, planes)
            .place(samples, into, header.columns() * count, colors, reversible);
      }
    }
    return samples;
  }
}
