package org.chiasm.connect.dicom;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chiasm.DataIssue;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;
import org.jspecify.annotations.Nullable;

/**
 * Pixel data, which stay in the file until a frame is asked for (DICOM PS3.5 clause 8, A.4): bytes
 * as they are, or fragments of compressed frames. Safe for several threads.
 *
 * <p>Other elements whose value comes in fragments are of this type too.
 */
public final class PixelDataElement implements DicomElement {
  private final int tag;
  private final Vr vr;
  private final BulkData location;
  private final long declaredLength;
  private final boolean bigEndian;
  private final byte[] extendedTable;
  private final int maxFragments;
  private volatile @Nullable FragmentIndex index;
  private volatile int @Nullable [] firstFragments;

  /**
   * Pixel data in a file.
   *
   * @param location the native bytes that are there; of fragments the first item
   * @param declaredLength what the element claims
   * @param extendedTable Extended Offset Table, where the data set has one
   */
  PixelDataElement(
      int tag,
      Vr vr,
      BulkData location,
      long declaredLength,
      boolean bigEndian,
      Optional<DicomElement> extendedTable,
      int maxFragments) {
    this.tag = tag;
    this.vr = vr;
    this.location = location;
    this.declaredLength = declaredLength;
    this.bigEndian = bigEndian;
    this.maxFragments = maxFragments;
    byte[] table = extendedTable.orElse(null) instanceof ValueElement value ? value.held() : null;
    this.extendedTable = table == null ? new byte[0] : table;
  }

  /**
   * Pixels as they are.
   *
   * @param vr OB or OW (PS3.5 A.2)
   * @param pixels little endian; the element owns them from now on
   */
  public static PixelDataElement ofNative(Vr vr, byte[] pixels) {
    return new PixelDataElement(
        Tag.PIXEL_DATA,
        vr,
        new BulkData(new ByteSource.InMemory(pixels), 0, pixels.length, 1),
        pixels.length,
        false,
        Optional.empty(),
        ReadLimits.standard().fragments());
  }

  /** Compressed frames, each in one fragment, with a basic offset table. */
  public static PixelDataElement ofFrames(List<byte[]> frames) {
    var fragments = new ByteArrayOutputStream();
    var table = ByteBuffer.allocate(4 * frames.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (byte[] frame : frames) {
      table.putInt(fragments.size());
      fragments.writeBytes(itemHeader(Tag.ITEM, frame.length + (frame.length & 1)));
      fragments.writeBytes(frame);
      if ((frame.length & 1) != 0) {
        fragments.write(0);
      }
    }
    var items = new ByteArrayOutputStream();
    items.writeBytes(itemHeader(Tag.ITEM, table.capacity()));
    items.writeBytes(table.array());
    items.writeBytes(fragments.toByteArray());
    items.writeBytes(itemHeader(Tag.SEQUENCE_DELIMITATION, 0));
    return new PixelDataElement(
        Tag.PIXEL_DATA,
        Vr.OB,
        new BulkData(new ByteSource.InMemory(items.toByteArray()), 0, 0, 1),
        ElementHeader.UNDEFINED,
        false,
        Optional.empty(),
        ReadLimits.standard().fragments());
  }

  static byte[] itemHeader(int tag, int length) {
    return ByteBuffer.allocate(FragmentIndex.ITEM_HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) Tag.group(tag))
        .putShort((short) Tag.element(tag))
        .putInt(length)
        .array();
  }

  PixelDataElement with(FragmentIndex known) {
    index = known;
    return this;
  }

  @Override
  public int tag() {
    return tag;
  }

  @Override
  public Vr vr() {
    return vr;
  }

  /** Whether the pixels lie in fragments, which is so in every compressed syntax. */
  public boolean isEncapsulated() {
    return declaredLength == ElementHeader.UNDEFINED;
  }

  /** The byte order of native pixel words; every other value is little endian already. */
  public ByteOrder byteOrder() {
    return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** How many native bytes are there, at most as many as the element claims. */
  public long nativeLength() {
    return isEncapsulated() ? 0 : location.length();
  }

  /**
   * Whether the file ends before the pixels do. Looks at the end of the file only, where that
   * settles it.
   *
   * @throws IOException if the file cannot be read
   */
  public boolean isTruncated() throws IOException, DicomFormatException {
    return isEncapsulated()
        ? !endsWithDelimiter() && fragments().isTruncated()
        : location.length() < declaredLength;
  }

  /** How many fragments there are; 0 for native pixels. */
  public int fragmentCount() throws IOException, DicomFormatException {
    return isEncapsulated() ? fragments().count() : 0;
  }

  /**
   * One fragment as it is, padding included.
   *
   * @param fragment from 0
   * @throws DicomFormatException if it is cut
   */
  public byte[] fragment(int fragment) throws IOException, DicomFormatException {
    var all = fragments();
    long start = all.start(fragment);
    long length = all.length(fragment);
    if (length > Integer.MAX_VALUE - 8 || (all.isTruncated() && fragment == all.count() - 1)) {
      throw new DicomFormatException(
          DataIssue.Kind.TRUNCATED, start, "Fragment " + (fragment + 1) + " of the pixels is cut");
    }
    return location.bytes(start - location.offset(), (int) length);
  }

  /**
   * The fragments of one compressed frame, in order.
   *
   * @param frame from 0
   * @param numberOfFrames as in (0028,0008), at least 1
   * @throws DicomFormatException if the frame is cut, or fragments cannot be told apart by frame
   */
  public List<byte[]> frameFragments(int frame, int numberOfFrames)
      throws IOException, DicomFormatException {
    if (frame < 0 || frame >= numberOfFrames) {
      throw new IllegalArgumentException("Frame " + frame + " of " + numberOfFrames);
    }
    int[] first = firstFragments;
    if (first == null || first.length != numberOfFrames + 1) {
      first =
          FrameLayout.firstFragments(
              fragments(), numberOfFrames, extendedTable, byteOrder(), this::isImageStart);
      firstFragments = first;
    }
    var found = new ArrayList<byte[]>();
    for (int fragment = first[frame]; fragment < first[frame + 1]; fragment++) {
      found.add(fragment(fragment));
    }
    if (found.isEmpty()) {
      throw new DicomFormatException(
          DataIssue.Kind.TRUNCATED, location.offset(), "Frame " + (frame + 1) + " has no fragment");
    }
    return found;
  }

  /**
   * The bytes of one native frame, its first pixel in the first bit; in {@link #byteOrder}.
   *
   * @param frame from 0
   * @param bitsPerFrame rows × columns × samples × bits allocated; frames follow each other without
   *     padding (PS3.5 8.1.1)
   * @throws DicomFormatException if the frame is cut
   */
  public byte[] nativeFrame(int frame, long bitsPerFrame) throws IOException, DicomFormatException {
    return nativeFrame(frame, bitsPerFrame, false);
  }

  /**
   * The same, where {@code wordsSwapped} with the bytes of every 16-bit word of the element turned
   * round first: a frame of big-endian words can begin or end in the middle of one.
   *
   * @throws DicomFormatException if the pixels end before
   */
  public byte[] nativeFrame(int frame, long bitsPerFrame, boolean wordsSwapped)
      throws IOException, DicomFormatException {
    long firstBit = Math.multiplyExact(bitsPerFrame, frame);
    long firstByte = firstBit / 8;
    int shift = (int) (firstBit % 8);
    long count = (bitsPerFrame + shift + 7) / 8;
    if (firstByte + count > nativeLength() || count > Integer.MAX_VALUE - 8) {
      throw new DicomFormatException(
          DataIssue.Kind.TRUNCATED,
          location.offset() + nativeLength(),
          "Frame "
              + (frame + 1)
              + " needs pixel bytes up to "
              + (firstByte + count)
              + ", there are "
              + nativeLength());
    }
    byte[] bytes =
        wordsSwapped
            ? swappedWords(firstByte, (int) count)
            : location.bytes(firstByte, (int) count);
    if (shift == 0) {
      return bytes;
    }
    var shifted = new byte[(int) ((bitsPerFrame + 7) / 8)];
    for (int at = 0; at < shifted.length; at++) {
      int low = (bytes[at] & 0xFF) >>> shift;
      int high = at + 1 < bytes.length ? bytes[at + 1] << (8 - shift) : 0;
      shifted[at] = (byte) (low | high);
    }
    return shifted;
  }

  private byte[] swappedWords(long firstByte, int count) throws IOException {
    long from = firstByte - firstByte % 2;
    long to = Math.min((firstByte + count + 1) / 2 * 2, nativeLength());
    byte[] words = location.bytes(from, (int) (to - from));
    var swapped = new byte[count];
    for (int i = 0; i < count; i++) {
      int at = (int) (firstByte - from) + i;
      swapped[i] = words[(at ^ 1) < words.length ? at ^ 1 : at];
    }
    return swapped;
  }

  /** All native bytes as they lie in the file; the caller closes it. */
  InputStream openNative() throws IOException {
    return location.open();
  }

  FragmentIndex fragments() throws IOException, DicomFormatException {
    var known = index;
    if (known == null) {
      try (var in = new DicomInput(location.source(), location.offset())) {
        known = FragmentIndex.read(in, bigEndian, maxFragments);
      }
      index = known;
    }
    return requireNonNull(known);
  }

  private boolean isImageStart(int fragment) throws IOException {
    var all = requireNonNull(index);
    if (all.length(fragment) < 4) {
      return false;
    }
    byte[] start = location.bytes(all.start(fragment) - location.offset(), 4);
    boolean jpeg = start[0] == (byte) 0xFF && start[1] == (byte) 0xD8 && start[2] == (byte) 0xFF;
    boolean codestream = start[0] == (byte) 0xFF && start[1] == 0x4F && start[2] == (byte) 0xFF;
    return jpeg || codestream;
  }

  private boolean endsWithDelimiter() throws IOException {
    long size = location.source().size();
    if (bigEndian || size == ByteSource.UNKNOWN || size < location.offset() + 8) {
      return false;
    }
    try (var in = location.source().open(size - 8)) {
      return Arrays.equals(in.readNBytes(8), itemHeader(Tag.SEQUENCE_DELIMITATION, 0));
    }
  }

  @Override
  public String toString() {
    return Tag.toString(tag) + " " + vr + (isEncapsulated() ? ", in fragments" : ", native");
  }
}
