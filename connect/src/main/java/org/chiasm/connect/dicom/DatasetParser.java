package org.chiasm.connect.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.DataIssue;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.dicomtext.SpecificCharacterSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of one data set with everything in it (DICOM PS3.5 clause 7), going on past
 * departures that leave no doubt where the next element starts, and stopping where one does.
 */
final class DatasetParser {
  private enum Stop {
    END,
    ITEM_DELIMITER,
    SEQUENCE_DELIMITER
  }

  private static final long OPEN_END = Long.MAX_VALUE;

  private final DicomInput in;
  private final ReadLimits limits;
  private final IssueLog issues;
  private final boolean headerOnly;
  private final ElementHeader header;
  private long held;
  private int count;
  private boolean halted;
  private boolean incomplete;

  DatasetParser(DicomInput in, ReadLimits limits, IssueLog issues, boolean headerOnly) {
    this.in = in;
    this.limits = limits;
    this.issues = issues;
    this.headerOnly = headerOnly;
    this.header = new ElementHeader(in, issues);
  }

  /**
   * The data set from here to the end of the source, or to its pixels if only the header counts.
   */
  DicomDataset parse(DatasetEncoding encoding) throws IOException, DicomFormatException {
    var builder = DicomDataset.builder();
    parse(builder, encoding, OPEN_END, 0, false);
    if (in.isDamaged()) {
      incomplete = true;
      issues.truncated(in.position(), "The deflated data set breaks off", "");
    }
    return build(builder);
  }

  /** Whether something before the pixels could not be read. */
  boolean isIncomplete() {
    return incomplete;
  }

  private DicomDataset build(DicomDatasetBuilder builder) {
    int added = builder.added();
    var dataset = builder.build();
    if (dataset.size() < added) {
      issues.malformed(in.position(), "A tag stands twice in a data set; the later counts", "");
    }
    return dataset;
  }

  private Stop parse(
      DicomDatasetBuilder into, DatasetEncoding encoding, long end, int depth, boolean signed)
      throws IOException, DicomFormatException {
    boolean signedPixels = signed;
    while (!halted && in.position() < end) {
      long at = in.position();
      if (!header.read(encoding)) {
        endOfSource(at, end, depth);
        return Stop.END;
      }
      int tag = header.tag;
      if (tag == Tag.ITEM_DELIMITATION || tag == Tag.SEQUENCE_DELIMITATION) {
        if (depth > 0) {
          return tag == Tag.ITEM_DELIMITATION ? Stop.ITEM_DELIMITER : Stop.SEQUENCE_DELIMITER;
        }
        issues.malformed(at, "A delimiter stands outside a sequence", "");
        continue;
      }
      if (isNoElement(tag, depth)) {
        halted = true;
        incomplete |= tag != 0 || header.length != 0 || !restIsPadding();
        issues.malformed(at, "Bytes that are no data element follow the data set", "");
        return Stop.END;
      }
      if (++count > limits.elements()) {
        throw new DicomFormatException(
            DataIssue.Kind.UNSUPPORTED, at, "More than " + limits.elements() + " data elements");
      }
      if (!into.isNext(tag)) {
        issues.malformed(at, "Data elements are not in the order of their tags", "");
      }
      var element = element(into, depth, signedPixels, at);
      if (element == null) {
        return Stop.END;
      }
      into.put(element);
      if (element.tag() == Tag.PIXEL_REPRESENTATION) {
        signedPixels = ValueText.of(element, into.characterSet()).equals(List.of("1"));
      }
      noteCharacterSet(element, into, at);
    }
    return Stop.END;
  }

  private static boolean isNoElement(int tag, int depth) {
    return (depth == 0 && (Tag.group(tag) == 0 || Tag.group(tag) == 0xFFFF))
        || Tag.group(tag) == 0xFFFE;
  }

  private void endOfSource(long at, long end, int depth) {
    boolean rest = in.buffered() > 0;
    halted = true;
    if (depth > 0 || end != OPEN_END || (rest && !restIsPadding())) {
      incomplete = true;
      issues.truncated(at, "The file ends within the header of a data element", "");
    }
  }

  private boolean restIsPadding() {
    for (int offset = 0; offset < in.buffered(); offset++) {
      if (in.peek(offset) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The element whose header was just read, or null if its value is cut: then all is halted. */
  private @Nullable DicomElement element(
      DicomDatasetBuilder into, int depth, boolean signedPixels, long at)
      throws IOException, DicomFormatException {
    int tag = header.tag;
    long length = header.length;
    var encoding = header.encoding;
    Vr vr = representation(tag, length, signedPixels);
    if (Tag.isPixelData(tag)) {
      return pixelData(tag, vr, length, encoding, into, depth);
    }
    if (vr == Vr.SQ || length == ElementHeader.UNDEFINED) {
      if (length == ElementHeader.UNDEFINED && isFragmented(vr)) {
        return pixelData(tag, vr, length, encoding, into, depth);
      }
      boolean unknown = header.stated == Vr.UN;
      var inner = unknown ? DatasetEncoding.IMPLICIT_LITTLE : encoding;
      return sequence(tag, length, inner, into.characterSet(), depth + 1, signedPixels);
    }
    if (vr == Vr.UN && Tag.isPrivate(tag) && startsWithItem(length)) {
      return sequence(
          tag,
          length,
          DatasetEncoding.IMPLICIT_LITTLE,
          into.characterSet(),
          depth + 1,
          signedPixels);
    }
    return value(tag, vr, length, encoding, at);
  }

  private Vr representation(int tag, long length, boolean signedPixels) {
    var stated = header.stated;
    if (stated != null && stated != Vr.UN) {
      return stated;
    }
    var usual = DicomDictionary.implicitVr(tag, signedPixels);
    return usual == Vr.UN && length == ElementHeader.UNDEFINED ? Vr.SQ : usual;
  }

  private static boolean isFragmented(Vr vr) {
    return switch (vr) {
      case OB, OW, OD, OF, OL, OV -> true;
      default -> false;
    };
  }

  /** Whether a private value of unknown representation is a sequence (PS3.5 6.2.2). */
  private boolean startsWithItem(long length) throws IOException {
    if (length < 8 || !in.has(8) || in.peek32(0, false) != 0xE000FFFEL) {
      return false;
    }
    long item = in.peek32(4, false);
    return item == ElementHeader.UNDEFINED || item <= length - 8;
  }

  private @Nullable DicomElement value(
      int tag, Vr vr, long length, DatasetEncoding encoding, long at) throws IOException {
    if (length > in.remaining()) {
      cut(tag, length, at);
      return null;
    }
    if ((length & 1) != 0) {
      issues.malformed(at, "A value has an odd length", DicomDictionary.keyword(tag));
    }
    int wordLength = encoding.isBigEndian() ? vr.wordLength() : 1;
    if (length > limits.valueInMemory()
        || (held + length > limits.totalInMemory() && length > 64)) {
      long start = in.position();
      if (!in.skip(length)) {
        cut(tag, length, at);
        return null;
      }
      return new ValueElement(tag, vr, new BulkData(in.source(), start, length, wordLength));
    }
    var bytes = in.take((int) length);
    if (bytes.length < length) {
      cut(tag, length, at);
      return null;
    }
    held += length;
    return new ValueElement(tag, vr, BulkData.reverseWords(bytes, wordLength));
  }

  private void cut(int tag, long length, long at) {
    halted = true;
    incomplete = true;
    issues.truncated(
        at,
        "The file ends within a value",
        DicomDictionary.keyword(tag) + " claims " + length + " bytes");
  }

  private @Nullable DicomElement pixelData(
      int tag, Vr vr, long length, DatasetEncoding encoding, DicomDatasetBuilder into, int depth)
      throws IOException, DicomFormatException {
    long start = in.position();
    boolean fragmented = length == ElementHeader.UNDEFINED;
    long present = fragmented ? 0 : Math.min(length, in.remaining());
    boolean top = depth == 0 && Tag.isPixelData(tag);
    var element =
        new PixelDataElement(
            tag,
            vr,
            new BulkData(in.source(), start, present, 1),
            length,
            encoding.isBigEndian(),
            fragmented && top ? into.find(Tag.EXTENDED_OFFSET_TABLE) : Optional.empty(),
            limits.fragments());
    if (present < length && !fragmented) {
      halted = true;
      incomplete |= !top;
      issues.truncated(
          start, "The pixel data are cut", "claims " + length + " bytes, has " + present);
      return element;
    }
    if (headerOnly && top) {
      halted = true;
      return element;
    }
    if (!fragmented) {
      if (!in.skip(length)) {
        halted = true;
        issues.truncated(start, "The pixel data are cut", "claims " + length + " bytes");
      }
      return element;
    }
    var fragments = FragmentIndex.read(in, encoding.isBigEndian(), limits.fragments());
    if (fragments.isTruncated()) {
      halted = true;
      incomplete |= !top;
      issues.truncated(in.position(), "The pixel data are cut", fragments.count() + " fragments");
    } else if (!fragments.isDelimited()) {
      issues.malformed(in.position(), "The pixel data end without delimiter", "");
    }
    return element.with(fragments);
  }

  private SequenceElement sequence(
      int tag,
      long length,
      DatasetEncoding encoding,
      SpecificCharacterSet inherited,
      int depth,
      boolean signedPixels)
      throws IOException, DicomFormatException {
    long start = in.position();
    if (depth > limits.depth()) {
      throw new DicomFormatException(
          DataIssue.Kind.UNSUPPORTED,
          start,
          "Sequences lie more than " + limits.depth() + " deep, at " + Tag.toString(tag));
    }
    boolean open = length == ElementHeader.UNDEFINED;
    long end = open ? OPEN_END : start + length;
    var items = new ArrayList<DicomDataset>();
    while (!halted && in.position() < end) {
      long at = in.position();
      if (!in.has(8)) {
        halted = true;
        incomplete = true;
        issues.truncated(at, "The file ends within a sequence", DicomDictionary.keyword(tag));
        break;
      }
      int itemTag = itemTag(encoding);
      if (itemTag == Tag.SEQUENCE_DELIMITATION) {
        in.advance(8);
        break;
      }
      if (itemTag == Tag.ITEM_DELIMITATION) {
        in.advance(8);
        continue;
      }
      if (itemTag != Tag.ITEM) {
        noItem(tag, at, end);
        break;
      }
      long itemLength = in.peek32(4, isBigEndianItem(encoding));
      in.advance(8);
      if (!item(items, itemLength, encoding, inherited, depth, signedPixels)) {
        break;
      }
    }
    if (!open && !halted && in.position() != end) {
      issues.malformed(
          in.position(), "A sequence is not as long as it claims", DicomDictionary.keyword(tag));
    }
    return new SequenceElement(tag, items);
  }

  private int itemTag(DatasetEncoding encoding) {
    boolean big = isBigEndianItem(encoding);
    return Tag.of(in.peek16(0, big), in.peek16(2, big));
  }

  /** Items say their byte order by themselves; some writers mix the two. */
  private boolean isBigEndianItem(DatasetEncoding encoding) {
    int little = in.peek16(0, false);
    return little == 0xFEFF || (little != 0xFFFE && encoding.isBigEndian());
  }

  private void noItem(int tag, long at, long end) throws IOException {
    issues.malformed(at, "A sequence holds what is not an item", DicomDictionary.keyword(tag));
    if (end != OPEN_END && !in.skip(end - at)) {
      halted = true;
      incomplete = true;
    }
  }

  /** Reads one item; false if it ended its sequence as well. */
  private boolean item(
      List<DicomDataset> items,
      long length,
      DatasetEncoding encoding,
      SpecificCharacterSet inherited,
      int depth,
      boolean signedPixels)
      throws IOException, DicomFormatException {
    if (++count > limits.elements()) {
      throw new DicomFormatException(
          DataIssue.Kind.UNSUPPORTED,
          in.position(),
          "More than " + limits.elements() + " data elements and items");
    }
    long start = in.position();
    long end = length == ElementHeader.UNDEFINED ? OPEN_END : start + length;
    var builder = DicomDataset.builder(inherited);
    Stop stop = parse(builder, sniff(encoding), end, depth, signedPixels);
    items.add(build(builder));
    return stop != Stop.SEQUENCE_DELIMITER;
  }

  /** How an item is really written, where its first element shows it beyond doubt. */
  private DatasetEncoding sniff(DatasetEncoding expected) throws IOException {
    if (!in.has(8)) {
      return expected;
    }
    boolean big = expected.isBigEndian();
    int tag = Tag.of(in.peek16(0, big), in.peek16(2, big));
    boolean explicit =
        Vr.of(in.peek(4), in.peek(5))
            .flatMap(
                letters ->
                    DicomDictionary.entry(tag)
                        .filter(entry -> entry.representations().contains(letters)))
            .isPresent();
    return explicit ? DatasetEncoding.of(true, big) : expected;
  }

  private void noteCharacterSet(DicomElement element, DicomDatasetBuilder into, long at) {
    if (element.tag() == Tag.SPECIFIC_CHARACTER_SET
        && !into.characterSet().unknownTerms().isEmpty()) {
      issues.malformed(at, "Specific Character Set names one that is unknown here", "");
    }
    if (element instanceof ValueElement value
        && value.vr().usesCharacterSet()
        && into.characterSet().isDefault()
        && hasUpperBytes(value.held())) {
      issues.malformed(
          at, "Words are beyond the default repertoire and no other character set is declared", "");
    }
  }

  private static boolean hasUpperBytes(byte @Nullable [] value) {
    if (value != null) {
      for (byte one : value) {
        if (one < 0) {
          return true;
        }
      }
    }
    return false;
  }
}
