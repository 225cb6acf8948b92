package org.chiasm.connect.jpeg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEG streams with Huffman coding: baseline, extended sequential and progressive with 8 or
 * 12 bits, lossless with 2 to 16 bits (ITU-T T.81 processes 1, 2, 4, 6, 8, 10, 12, 14). Samples
 * come without colour transform. Not for reuse; make one for each stream.
 */
public final class JpegDecoder {
  /** A block of 64 coefficients takes a bit at least. */
  private static final long SAMPLES_PER_BYTE = 512;

  private static final int MAX_SCANS = 500;

  private final byte[] data;
  private final long maxSamples;
  private final int[] @Nullable [] quantisation = new int[4][];
  private final @Nullable HuffmanTable[] dc = new HuffmanTable[4];
  private final @Nullable HuffmanTable[] ac = new HuffmanTable[4];
  private int restartInterval;
  private int scans;
  private int adobeTransform = -1;
  private @Nullable JpegFrame frame;
  private @Nullable DctScanDecoder dct;
  private @Nullable LosslessScanDecoder lossless;

  private JpegDecoder(byte[] data, long maxSamples) {
    this.data = data;
    this.maxSamples = maxSamples;
  }

  /**
   * Decodes the first picture of a stream. Cost: 4 bytes for each sample, and 2 more for each
   * coefficient.
   *
   * @param data from the SOI marker on; what follows the picture is passed over
   * @param maxSamples a picture with more samples is refused before memory is taken for it
   * @throws JpegFormatException if the stream is cut, damaged, too large or of another process
   */
  public static JpegImage decode(byte[] data, long maxSamples) throws JpegFormatException {
    return new JpegDecoder(data, maxSamples).decode();
  }

  private JpegImage decode() throws JpegFormatException {
    if (data.length < 4 || (data[0] & 0xFF) != 0xFF || (data[1] & 0xFF) != 0xD8) {
      throw JpegFormatException.malformed("No JPEG: the stream does not start with SOI");
    }
    int at = 2;
    while (true) {
      at = nextMarker(at);
      if (at < 0) {
        break;
      }
      int marker = data[at + 1] & 0xFF;
      at += 2;
      if (marker == 0xD9) {
        break;
      }
      if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
        continue;
      }
      at = segment(marker, at);
    }
    return picture();
  }

  private int segment(int marker, int at) throws JpegFormatException {
    if (at + 2 > data.length) {
      throw JpegFormatException.truncated("A JPEG marker segment is cut");
    }
    int end = at + ((data[at] & 0xFF) << Byte.SIZE | (data[at + 1] & 0xFF));
    if (end > data.length || end < at + 2) {
      throw JpegFormatException.truncated("A JPEG marker segment is cut");
    }
    var segment = new SegmentReader(data, at + 2, end);
    switch (marker) {
      case 0xDB -> quantisationTables(segment);
      case 0xC4 -> huffmanTables(segment);
      case 0xDD -> restartInterval = segment.u16();
      case 0xEE -> adobe(segment);
      case 0xDA -> {
        return scan(segment, end);
      }
      case 0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF ->
          frameHeader(marker, segment);
      case 0xF7 -> throw JpegFormatException.malformed("A JPEG-LS stream where JPEG is expected");
      default -> {
        return end;
      }
    }
    return end;
  }

  private void frameHeader(int marker, SegmentReader segment) throws JpegFormatException {
    if (frame != null) {
      throw JpegFormatException.malformed("A JPEG stream has two frame headers");
    }
    frame = JpegFrame.read(marker, segment, maxSamples);
    long samples = (long) frame.rows * frame.columns;
    if (samples > SAMPLES_PER_BYTE * (data.length - 2L)) {
      throw JpegFormatException.truncated(
          "A JPEG stream of " + data.length + " bytes cannot hold " + samples + " pixels");
    }
    if (frame.process == JpegFrame.CodingProcess.LOSSLESS) {
      lossless = new LosslessScanDecoder(frame);
    } else {
      dct = new DctScanDecoder(frame);
    }
  }

  private int scan(SegmentReader segment, int dataStart) throws JpegFormatException {
    var declared = frame;
    if (declared == null) {
      throw JpegFormatException.malformed("A JPEG scan comes before the frame header");
    }
    if (++scans > MAX_SCANS) {
      throw JpegFormatException.malformed("A JPEG stream has more than " + MAX_SCANS + " scans");
    }
    var scan = JpegScan.read(segment, declared, dc, ac, restartInterval);
    var bits = new EntropyBits(data, dataStart);
    if (lossless != null) {
      lossless.decode(scan, bits);
    } else if (dct != null) {
      dct.decode(scan, bits);
    }
    return bits.markerPosition();
  }

  private JpegImage picture() throws JpegFormatException {
    var declared = frame;
    if (declared == null) {
      throw JpegFormatException.truncated("The JPEG stream ends before its frame header");
    }
    int[] samples;
    if (lossless != null) {
      samples = lossless.samples();
    } else if (dct != null) {
      samples = dct.samples(quantisation);
    } else {
      throw JpegFormatException.truncated("The JPEG stream ends before its scans");
    }
    var size =
        new JpegSize(
            declared.rows, declared.columns, declared.components.size(), declared.precision);
    return new JpegImage(size, false, lossless != null, color(declared), samples);
  }

  private JpegImage.StreamColor color(JpegFrame declared) {
    if (declared.components.size() != 3) {
      return JpegImage.StreamColor.UNSTATED;
    }
    if (adobeTransform >= 0) {
      return adobeTransform == 0 ? JpegImage.StreamColor.RGB : JpegImage.StreamColor.YBR;
    }
    int[] ids = declared.components.stream().mapToInt(each -> each.id).toArray();
    if (Arrays.equals(ids, new int[] {'R', 'G', 'B'})) {
      return JpegImage.StreamColor.RGB;
    }
    return declared.isSubsampled() ? JpegImage.StreamColor.YBR : JpegImage.StreamColor.UNSTATED;
  }

  private void quantisationTables(SegmentReader segment) throws JpegFormatException {
    while (segment.hasMore()) {
      int head = segment.u8();
      if ((head & 15) > 3 || (head >> 4) > 1) {
        throw JpegFormatException.malformed("A JPEG quantisation table has an impossible number");
      }
      int[] table = new int[64];
      for (int i = 0; i < table.length; i++) {
        table[i] = (head >> 4) == 0 ? segment.u8() : segment.u16();
      }
      quantisation[head & 15] = table;
    }
  }

  private void huffmanTables(SegmentReader segment) throws JpegFormatException {
    while (segment.hasMore()) {
      int head = segment.u8();
      if ((head & 15) > 3 || (head >> 4) > 1) {
        throw JpegFormatException.malformed("A JPEG Huffman table has an impossible number");
      }
      int[] counts = new int[16];
      int total = 0;
      for (int i = 0; i < counts.length; i++) {
        counts[i] = segment.u8();
        total += counts[i];
      }
      int[] values = new int[total];
      for (int i = 0; i < total; i++) {
        values[i] = segment.u8();
      }
      var table = new HuffmanTable(counts, values);
      if ((head >> 4) == 0) {
        dc[head & 15] = table;
      } else {
        ac[head & 15] = table;
      }
    }
  }

  private void adobe(SegmentReader segment) throws JpegFormatException {
    if (segment.startsWith("Adobe") && segment.remaining() >= 12) {
      segment.skip(11);
      adobeTransform = segment.u8();
    }
  }

  /** The next marker at or after {@code at}; fill bytes and stray ones are passed over. */
  private int nextMarker(int at) {
    for (int i = at; i + 1 < data.length; i++) {
      if ((data[i] & 0xFF) == 0xFF && data[i + 1] != 0 && (data[i + 1] & 0xFF) != 0xFF) {
        return i;
      }
    }
    return -1;
  }
}
