package org.chiasm.connect.pixel;

import java.util.Map;

/**
 * A transfer syntax as far as pixels go (DICOM PS3.6 Annex A).
 *
 * @param uid as in (0002,0010)
 * @param name for messages, with the UID
 * @param coding how frames are coded
 */
record PixelSyntax(String uid, String name, Coding coding) {
  /** Native pixels in fragments (PS3.5 A.4.11). */
  static final String ENCAPSULATED_UNCOMPRESSED = "1.2.840.10008.1.2.1.98";

  /** A vendor's: implicit VR little endian, but pixels big endian. */
  static final String BIG_ENDIAN_PIXELS = "1.2.840.113619.5.2";

  private static final int JPEG_2000_SIZE = 0x51;

  /** How frames are coded. */
  enum Coding {
    NATIVE,
    RLE,
    DEFLATED_FRAME,
    JPEG,
    JPEG_LS,
    JPEG_2000_LOSSLESS,
    JPEG_2000,
    /** Not decoded. */
    UNKNOWN;

    /** Whether frames are streams that begin with a marker of their own. */
    boolean isStream() {
      return this == JPEG || this == JPEG_LS || this == JPEG_2000 || this == JPEG_2000_LOSSLESS;
    }

    String words() {
      return name().replace('_', ' ');
    }
  }

  private record Entry(String name, Coding coding) {}

  private static final Map<String, Entry> KNOWN =
      Map.ofEntries(
          Map.entry("1.2.840.10008.1.2", new Entry("Implicit VR Little Endian", Coding.NATIVE)),
          Map.entry("1.2.840.10008.1.2.1", new Entry("Explicit VR Little Endian", Coding.NATIVE)),
          Map.entry(
              "1.2.840.10008.1.2.1.99",
              new Entry("Deflated Explicit VR Little Endian", Coding.NATIVE)),
          Map.entry("1.2.840.10008.1.2.2", new Entry("Explicit VR Big Endian", Coding.NATIVE)),
          Map.entry(
              ENCAPSULATED_UNCOMPRESSED,
              new Entry("Encapsulated Uncompressed Explicit VR Little Endian", Coding.NATIVE)),
          Map.entry(
              BIG_ENDIAN_PIXELS,
              new Entry("GE Private Implicit VR Big Endian Pixels", Coding.NATIVE)),
          Map.entry("1.2.840.10008.1.2.5", new Entry("RLE Lossless", Coding.RLE)),
          Map.entry(
              "1.2.840.10008.1.2.8.1",
              new Entry("Deflated Image Frame Compression", Coding.DEFLATED_FRAME)),
          jpeg("50", "JPEG Baseline"),
          jpeg("51", "JPEG Extended"),
          jpeg("52", "JPEG Extended (3 and 5)"),
          jpeg("53", "JPEG Spectral Selection (6 and 8)"),
          jpeg("54", "JPEG Spectral Selection (7 and 9)"),
          jpeg("55", "JPEG Full Progression (10 and 12)"),
          jpeg("56", "JPEG Full Progression (11 and 13)"),
          jpeg("57", "JPEG Lossless (14)"),
          jpeg("58", "JPEG Lossless (15)"),
          jpeg("70", "JPEG Lossless (14, selection value 1)"),
          Map.entry("1.2.840.10008.1.2.4.80", new Entry("JPEG-LS Lossless", Coding.JPEG_LS)),
          Map.entry("1.2.840.10008.1.2.4.81", new Entry("JPEG-LS Near-Lossless", Coding.JPEG_LS)),
          Map.entry(
              "1.2.840.10008.1.2.4.90", new Entry("JPEG 2000 Lossless", Coding.JPEG_2000_LOSSLESS)),
          Map.entry("1.2.840.10008.1.2.4.91", new Entry("JPEG 2000", Coding.JPEG_2000)),
          Map.entry(
              "1.2.840.10008.1.2.4.92",
              new Entry("JPEG 2000 Multi-component Lossless", Coding.UNKNOWN)),
          Map.entry(
              "1.2.840.10008.1.2.4.93", new Entry("JPEG 2000 Multi-component", Coding.UNKNOWN)),
          unknown("94", "JPIP Referenced"),
          unknown("95", "JPIP Referenced Deflate"),
          unknown("100", "MPEG2 Main Profile at Main Level"),
          unknown("100.1", "Fragmentable MPEG2 Main Profile at Main Level"),
          unknown("101", "MPEG2 Main Profile at High Level"),
          unknown("101.1", "Fragmentable MPEG2 Main Profile at High Level"),
          unknown("102", "MPEG-4 AVC/H.264 High Profile at Level 4.1"),
          unknown("102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile at Level 4.1"),
          unknown("103", "MPEG-4 AVC/H.264 BD-compatible High Profile at Level 4.1"),
          unknown("103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile"),
          unknown("104", "MPEG-4 AVC/H.264 High Profile at Level 4.2 for 2D Video"),
          unknown("105", "MPEG-4 AVC/H.264 High Profile at Level 4.2 for 3D Video"),
          unknown("106", "MPEG-4 AVC/H.264 Stereo High Profile at Level 4.2"),
          unknown("107", "HEVC/H.265 Main Profile at Level 5.1"),
          unknown("108", "HEVC/H.265 Main 10 Profile at Level 5.1"),
          unknown("111", "JPEG XL JPEG Recompression"),
          jpeg("59", "JPEG Extended Hierarchical (16 and 18)"),
          jpeg("60", "JPEG Extended Hierarchical (17 and 19)"),
          jpeg("61", "JPEG Spectral Selection Hierarchical (20 and 22)"),
          jpeg("62", "JPEG Spectral Selection Hierarchical (21 and 23)"),
          jpeg("63", "JPEG Full Progression Hierarchical (24 and 26)"),
          jpeg("64", "JPEG Full Progression Hierarchical (25 and 27)"),
          jpeg("65", "JPEG Lossless Hierarchical (28)"),
          jpeg("66", "JPEG Lossless Hierarchical (29)"),
          Map.entry("1.2.840.10008.1.2.4.110", new Entry("JPEG XL Lossless", Coding.UNKNOWN)),
          Map.entry("1.2.840.10008.1.2.4.112", new Entry("JPEG XL", Coding.UNKNOWN)),
          Map.entry(
              "1.2.840.10008.1.2.4.201",
              new Entry("High-Throughput JPEG 2000 Lossless", Coding.UNKNOWN)),
          Map.entry(
              "1.2.840.10008.1.2.4.202",
              new Entry("High-Throughput JPEG 2000 RPCL Lossless", Coding.UNKNOWN)),
          Map.entry(
              "1.2.840.10008.1.2.4.203", new Entry("High-Throughput JPEG 2000", Coding.UNKNOWN)));

  /** The syntax with this UID. */
  static PixelSyntax of(String uid) {
    var entry = KNOWN.get(uid.strip());
    return entry == null
        ? new PixelSyntax(uid.strip(), "Transfer syntax " + uid.strip(), Coding.UNKNOWN)
        : new PixelSyntax(uid.strip(), entry.name() + " (" + uid.strip() + ")", entry.coding());
  }

  /** This syntax as a stream under its name is really coded. */
  PixelSyntax as(Coding seen) {
    return new PixelSyntax(uid, name, seen);
  }

  /** How a stream is coded by its first bytes; {@code UNKNOWN} where they do not show it. */
  static Coding codingOf(byte[] stream) {
    if (stream.length > 4
        && at(stream, 0) == 0xFF
        && at(stream, 1) == 0xD8
        && at(stream, 2) == 0xFF) {
      return jpegCodingOf(stream);
    }
    boolean codestream =
        stream.length > 4
            && at(stream, 0) == 0xFF
            && at(stream, 1) == 0x4F
            && at(stream, 2) == 0xFF
            && at(stream, 3) == JPEG_2000_SIZE;
    boolean boxed =
        stream.length > 12
            && at(stream, 3) == 0x0C
            && stream[4] == 'j'
            && stream[5] == 'P'
            && stream[6] == ' '
            && stream[7] == ' ';
    return codestream || boxed ? Coding.JPEG_2000 : Coding.UNKNOWN;
  }

  /** JPEG and JPEG-LS differ in their frame header (ITU-T T.81 B.1.1.3, T.87 C.1.1). */
  private static Coding jpegCodingOf(byte[] stream) {
    int next = 2;
    while (next + 4 <= stream.length && at(stream, next) == 0xFF) {
      int marker = at(stream, next + 1);
      if (marker == 0xF7) {
        return Coding.JPEG_LS;
      }
      if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
        return Coding.JPEG;
      }
      next += marker == 0xFF ? 1 : 2 + (at(stream, next + 2) << Byte.SIZE | at(stream, next + 3));
    }
    return Coding.UNKNOWN;
  }

  private static int at(byte[] stream, int index) {
    return stream[index] & 0xFF;
  }

  private static Map.Entry<String, Entry> unknown(String last, String name) {
    return Map.entry("1.2.840.10008.1.2.4." + last, new Entry(name, Coding.UNKNOWN));
  }

  private static Map.Entry<String, Entry> jpeg(String last, String name) {
    return Map.entry("1.2.840.10008.1.2.4." + last, new Entry(name, Coding.JPEG));
  }
}
