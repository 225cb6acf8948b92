package org.chiasm.connect.dicom;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasm.DataIssue;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;

/**
 * Reads DICOM files and data sets: PS3.10 with or without preamble and meta information, every
 * encoding of PS3.5. Immutable and safe for all threads.
 *
 * <p>Departures from the standard that leave no doubt are noted in {@link DicomFile#issues}; what
 * cannot be read at all is refused with a {@link DicomFormatException}. Memory is bounded by {@link
 * ReadLimits} whatever lengths a file claims, and pixels stay in the file.
 */
public final class DicomReader {
  private static final DicomReader STANDARD = new DicomReader(ReadLimits.standard());
  private static final int PREAMBLE = 128;

  private final ReadLimits limits;

  /** A reader with limits of its own. */
  public DicomReader(ReadLimits limits) {
    this.limits = requireNonNull(limits, "limits");
  }

  /** A reader with the standard limits. */
  public static DicomReader standard() {
    return STANDARD;
  }

  /**
   * Reads what stands before the pixels, and where those lie; what follows them is not read.
   *
   * @throws IOException if the file cannot be read from its medium
   * @throws DicomFormatException if it is no DICOM file or beyond the limits
   */
  public DicomFile readHeader(Path file) throws IOException, DicomFormatException {
    return read(ByteSource.OnDisk.of(file), true);
  }

  /** As {@link #readHeader(Path)}, of a file in memory. */
  public DicomFile readHeader(byte[] file) throws IOException, DicomFormatException {
    return read(new ByteSource.InMemory(file), true);
  }

  /**
   * Reads the whole file, and where its pixels lie.
   *
   * @throws IOException if the file cannot be read from its medium
   * @throws DicomFormatException if it is no DICOM file or beyond the limits
   */
  public DicomFile read(Path file) throws IOException, DicomFormatException {
    return read(ByteSource.OnDisk.of(file), false);
  }

  /** As {@link #read(Path)}, of a file in memory. */
  public DicomFile read(byte[] file) throws IOException, DicomFormatException {
    return read(new ByteSource.InMemory(file), false);
  }

  /**
   * Reads a data set without meta information, as DIMSE messages carry it.
   *
   * @throws DicomFormatException if there is no data element or it is beyond the limits
   */
  public DicomFile readDataset(byte[] dataset, TransferSyntax syntax)
      throws IOException, DicomFormatException {
    var plain = new ByteSource.InMemory(dataset);
    var source = syntax.isDeflated() ? inflated(plain, 0) : plain;
    try (var in = new DicomInput(source, 0)) {
      return dataset(in, DicomDataset.empty(), SyntaxGuess.trusted(syntax), new IssueLog(), false);
    }
  }

  private DicomFile read(ByteSource source, boolean headerOnly)
      throws IOException, DicomFormatException {
    var issues = new IssueLog();
    var meta = DicomDataset.empty();
    SyntaxGuess guess;
    long start;
    try (var in = new DicomInput(source, 0)) {
      boolean part10 = passPrefix(in, issues);
      if (MetaInformation.isNext(in)) {
        meta = MetaInformation.read(in, issues);
      } else if (part10) {
        issues.malformed(in.position(), "The file has no meta information", "");
      }
      var stated = meta.string(Tag.TRANSFER_SYNTAX_UID).map(TransferSyntax::of);
      start = in.position();
      if (stated.filter(TransferSyntax::isDeflated).isEmpty()) {
        guess = SyntaxGuess.check(in, stated, part10 || meta.size() > 0, issues);
        return dataset(in, meta, guess, issues, headerOnly);
      }
      guess = SyntaxGuess.trusted(stated.get());
    }
    try (var in = new DicomInput(inflated(source, start), 0)) {
      return dataset(in, meta, guess, issues, headerOnly);
    }
  }

  private DicomFile dataset(
      DicomInput in, DicomDataset meta, SyntaxGuess guess, IssueLog issues, boolean headerOnly)
      throws IOException, DicomFormatException {
    long start = in.position();
    var parser = new DatasetParser(in, limits, issues, headerOnly);
    var dataset = parser.parse(guess.encoding());
    if (dataset.size() == 0 && meta.size() == 0) {
      throw new DicomFormatException(
          DataIssue.Kind.MALFORMED, start, "There is no data element at byte " + start);
    }
    if (dataset.size() == 0) {
      issues.truncated(start, "The file ends after its meta information", "");
    }
    boolean whole = !parser.isIncomplete() && dataset.size() > 0;
    return new DicomFile(meta, dataset, guess.syntax(), whole, issues.issues());
  }

  /** Some writers deflate with the zlib header (RFC 1950) that PS3.5 A.5 does not have. */
  private static ByteSource inflated(ByteSource file, long start) throws IOException {
    var plain = new ByteSource.Inflated(file, start, false);
    try (var in = new DicomInput(plain, 0)) {
      if (in.has(8)) {
        return plain;
      }
    }
    var wrapped = new ByteSource.Inflated(file, start, true);
    try (var in = new DicomInput(wrapped, 0)) {
      return in.has(8) ? wrapped : plain;
    }
  }

  /** Passes the preamble and {@code DICM}, or {@code DICM} alone, if they are there. */
  private static boolean passPrefix(DicomInput in, IssueLog issues) throws IOException {
    if (in.has(PREAMBLE + 4) && isPrefix(in, PREAMBLE)) {
      in.advance(PREAMBLE + 4);
      return true;
    }
    if (in.has(4) && isPrefix(in, 0)) {
      issues.malformed(0, "The file has no preamble", "");
      in.advance(4);
      return true;
    }
    return false;
  }

  private static boolean isPrefix(DicomInput in, int at) {
    return in.peek(at) == 'D'
        && in.peek(at + 1) == 'I'
        && in.peek(at + 2) == 'C'
        && in.peek(at + 3) == 'M';
  }
}
