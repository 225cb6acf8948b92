package org.chiasm.connect.dicom;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Arrays;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;
import org.jspecify.annotations.Nullable;

/**
 * A data element whose value is bytes, always in little endian order whatever the file's was.
 * Values beyond {@link ReadLimits#valueInMemory} are read from the file each time they are asked
 * for. {@link #toString} shows no value: it may be PHI.
 */
public final class ValueElement implements DicomElement {
  private final int tag;
  private final Vr vr;
  private final byte @Nullable [] held;
  private final @Nullable BulkData bulk;

  /** An element with a value in memory, which it owns from now on. */
  public ValueElement(int tag, Vr vr, byte[] value) {
    this.tag = tag;
    this.vr = requireNonNull(vr, "vr");
    this.held = requireNonNull(value, "value");
    this.bulk = null;
  }

  ValueElement(int tag, Vr vr, BulkData bulk) {
    this.tag = tag;
    this.vr = vr;
    this.held = null;
    this.bulk = bulk;
  }

  @Override
  public int tag() {
    return tag;
  }

  @Override
  public Vr vr() {
    return vr;
  }

  /** How many bytes the value has in the file. */
  public long length() {
    return bulk != null ? bulk.length() : requireNonNull(held).length;
  }

  /**
   * The value, little endian. What is returned may be the element's own: do not write to it.
   *
   * @throws IOException if the value lies in a file that cannot be read, or is longer than an array
   */
  public byte[] bytes() throws IOException {
    if (held != null) {
      return held;
    }
    var value = requireNonNull(bulk);
    if (value.length() > Integer.MAX_VALUE - 8) {
      throw new IOException(
          Tag.toString(tag) + " has " + value.length() + " bytes, more than an array can hold");
    }
    return value.bytes(0, (int) value.length());
  }

  /**
   * A part of the value, little endian.
   *
   * @param from first byte, inclusive; a multiple of the representation's word length
   * @param count how many bytes; the value must have them
   * @throws IOException if the value lies in a file that cannot be read
   */
  public byte[] bytes(long from, int count) throws IOException {
    return held != null
        ? Arrays.copyOfRange(held, (int) from, (int) from + count)
        : requireNonNull(bulk).bytes(from, count);
  }

  /** The value if it is in memory, else null. */
  byte @Nullable [] held() {
    return held;
  }

  @Override
  public String toString() {
    return Tag.toString(tag) + " " + vr + ", " + length() + " bytes";
  }
}
