package org.chiasm.connect.dicom;

import java.io.IOException;
import org.chiasm.DataIssue;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;

/** The file meta information: group 0002, explicit little endian (DICOM PS3.10 7.1). */
final class MetaInformation {
  private static final int GROUP = 0x0002;
  private static final int MAX_VALUE = 1 << 20;
  private static final int MAX_ELEMENTS = 1000;

  private MetaInformation() {}

  /** Whether a group 0002 element comes next. */
  static boolean isNext(DicomInput in) throws IOException {
    return in.has(8) && in.peek16(0, false) == GROUP;
  }

  /**
   * Reads as many group 0002 elements as there are, whatever the group length says.
   *
   * @throws DicomFormatException if the file ends within them
   */
  static DicomDataset read(DicomInput in, IssueLog issues)
      throws IOException, DicomFormatException {
    var builder = DicomDataset.builder();
    var header = new ElementHeader(in, issues);
    long claimedEnd = -1;
    while (isNext(in)) {
      long at = in.position();
      if (!header.read(DatasetEncoding.EXPLICIT_LITTLE)
          || header.length > Math.min(MAX_VALUE, in.remaining())) {
        throw cut(at, header.tag);
      }
      var vr =
          header.stated != null ? header.stated : DicomDictionary.implicitVr(header.tag, false);
      var value = in.take((int) header.length);
      if (value.length < header.length || builder.added() > MAX_ELEMENTS) {
        throw cut(at, header.tag);
      }
      var element = new ValueElement(header.tag, vr, value);
      builder.put(element);
      if (header.tag == Tag.FILE_META_INFORMATION_GROUP_LENGTH && value.length == 4) {
        claimedEnd =
            in.position()
                + Long.parseLong(ValueText.of(element, builder.characterSet()).getFirst());
      }
    }
    if (claimedEnd != in.position()) {
      issues.malformed(
          in.position(),
          claimedEnd < 0
              ? "The meta information has no group length"
              : "The meta information is not as long as it claims",
          "");
    }
    var meta = builder.build();
    if (meta.string(Tag.TRANSFER_SYNTAX_UID).isEmpty()) {
      issues.malformed(in.position(), "The meta information names no transfer syntax", "");
    }
    return meta;
  }

  private static DicomFormatException cut(long at, int tag) {
    return new DicomFormatException(
        DataIssue.Kind.TRUNCATED,
        at,
        "The meta information breaks off at byte " + at + ", in " + DicomDictionary.keyword(tag));
  }
}
