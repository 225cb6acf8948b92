package org.chiasm.connect.ecgfile;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.chiasm.connect.scp.ScpFile;

/** Tells the format of a file that stands alone by its first bytes; its name does not matter. */
public final class EcgRecognition {
  /** How much of a file tells its format. */
  public static final int HEAD_BYTES = 512;

  private static final int DICOM_MARK = 128;

  private EcgRecognition() {}

  /**
   * Which format a file that stands alone seems to have; empty where it is none of these. XML and
   * JSON of any sort count as aECG and SampledData until they are read.
   *
   * @param head its first bytes, {@link #HEAD_BYTES} are enough
   * @param size of the whole file
   */
  public static Optional<EcgRecord.Format> format(byte[] head, long size) {
    if (ScpFile.isScp(head, size)) {
      return Optional.of(EcgRecord.Format.SCP_ECG);
    }
    if (EdfHeader.isBdf(head)) {
      return Optional.of(EcgRecord.Format.BDF);
    }
    if (EdfHeader.isEdf(head)) {
      return Optional.of(EcgRecord.Format.EDF);
    }
    boolean isDicom =
        head.length >= DICOM_MARK + 4
            && new String(head, DICOM_MARK, 4, StandardCharsets.US_ASCII).equals("DICM");
    return switch (isDicom ? 0 : firstLetter(head)) {
      case '{', '[' -> Optional.of(EcgRecord.Format.FHIR_SAMPLED_DATA);
      case '<' -> Optional.of(EcgRecord.Format.HL7_AECG);
      default -> isDicom ? Optional.of(EcgRecord.Format.DICOM) : Optional.empty();
    };
  }

  /** The first letter after spaces and byte order marks; 0 where there is none. */
  private static int firstLetter(byte[] head) {
    for (byte each : head) {
      if (each > ' ') {
        return each;
      }
      boolean isMark = each == (byte) 0xef || each == (byte) 0xbb || each == (byte) 0xbf;
      boolean isWideMark = each == (byte) 0xfe || each == (byte) 0xff;
      if (!isMark && !isWideMark && (each < 0 || (each > 0 && each < 9))) {
        return 0;
      }
      if (each == 0 && !(head[0] == (byte) 0xfe || head[0] == (byte) 0xff)) {
        return 0;
      }
    }
    return 0;
  }
}
