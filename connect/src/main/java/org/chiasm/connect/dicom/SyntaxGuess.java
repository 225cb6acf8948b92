package org.chiasm.connect.dicom;

import java.io.IOException;
import java.util.Optional;
import org.chiasm.DataIssue;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;

/**
 * How a data set is really written, by its first element (DICOM PS3.5 Annex A).
 *
 * @param syntax the stated one, unless its data sets cannot look like that
 */
record SyntaxGuess(TransferSyntax syntax, DatasetEncoding encoding) {
  /** Data sets start with a low group: identifying, or of an ACR-NEMA command. */
  private static final int HIGHEST_FIRST_GROUP = 0x0020;

  /** Takes a stated syntax at its word. */
  static SyntaxGuess trusted(TransferSyntax stated) {
    return new SyntaxGuess(stated, DatasetEncoding.of(stated));
  }

  /**
   * Looks at the next element.
   *
   * @param isDicom whether something else has shown that the file is DICOM
   * @throws DicomFormatException if nothing says that it is
   */
  static SyntaxGuess check(
      DicomInput in, Optional<TransferSyntax> stated, boolean isDicom, IssueLog issues)
      throws IOException, DicomFormatException {
    if (!in.has(8)) {
      if (!isDicom) {
        throw noDicom(in);
      }
      return trusted(stated.orElse(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }
    boolean statedBig = stated.filter(s -> DatasetEncoding.of(s).isBigEndian()).isPresent();
    int little = in.peek16(0, false);
    int big = in.peek16(0, true);
    boolean bigEndian =
        statedBig
            ? big <= HIGHEST_FIRST_GROUP || little > HIGHEST_FIRST_GROUP
            : big <= HIGHEST_FIRST_GROUP && little > HIGHEST_FIRST_GROUP;
    boolean explicit = Vr.of(in.peek(4), in.peek(5)).isPresent();
    if (!isDicom && !looksLikeElement(in, bigEndian, explicit)) {
      throw noDicom(in);
    }
    var seen = DatasetEncoding.of(explicit, bigEndian);
    if (stated.isPresent()) {
      var expected = DatasetEncoding.of(stated.get());
      boolean unclear = !explicit && Vr.areLetters(in.peek(4), in.peek(5));
      if (expected == seen || unclear) {
        return trusted(stated.get());
      }
      issues.malformed(
          in.position(),
          "The data set is not written in the transfer syntax that the meta information names",
          stated.get().name() + " against " + seen);
      if (stated.get().isEncapsulated()) {
        return new SyntaxGuess(stated.get(), seen);
      }
    } else if (!isDicom) {
      issues.malformed(0, "The file has neither preamble nor meta information", "");
    }
    var found =
        switch (seen) {
          case IMPLICIT_LITTLE, IMPLICIT_BIG -> TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
          case EXPLICIT_LITTLE -> TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
          case EXPLICIT_BIG -> TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
        };
    return new SyntaxGuess(found, seen);
  }

  private static boolean looksLikeElement(DicomInput in, boolean bigEndian, boolean explicit) {
    int tag = Tag.of(in.peek16(0, bigEndian), in.peek16(2, bigEndian));
    if (Tag.group(tag) > HIGHEST_FIRST_GROUP || Tag.group(tag) == 0) {
      return false;
    }
    long length = in.peek32(4, bigEndian);
    boolean named = DicomDictionary.entry(tag).isPresent() || Tag.element(tag) == 0;
    return named && (explicit || length <= in.remaining() - 8);
  }

  private static DicomFormatException noDicom(DicomInput in) {
    return new DicomFormatException(
        DataIssue.Kind.UNSUPPORTED,
        in.position(),
        "Not a DICOM file: no DICM at byte 128, and no data element at the start");
  }
}
