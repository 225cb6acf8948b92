package org.chiasm.connect.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;

/** Writes data elements in little-endian order (DICOM PS3.5 7.1). */
final class DatasetEncoder {
  private static final int MAX_SHORT = 0xFFFE;
  private static final long MAX_LONG = 0xFFFF_FFFEL;
  private static final int COPY = 1 << 20;

  private final OutputStream out;
  private final boolean explicit;

  DatasetEncoder(OutputStream out, boolean explicit) {
    this.out = out;
    this.explicit = explicit;
  }

  /** Writes every element but the retired group lengths (PS3.5 7.2). */
  void encode(DicomDataset dataset) throws IOException {
    for (var element : dataset) {
      boolean groupLength = Tag.element(element.tag()) == 0;
      if (!groupLength || element.tag() == Tag.FILE_META_INFORMATION_GROUP_LENGTH) {
        switch (element) {
          case ValueElement value -> value(value);
          case SequenceElement sequence -> sequence(sequence);
          case PixelDataElement pixels -> pixels(pixels);
        }
      }
    }
  }

  private void value(ValueElement element) throws IOException {
    byte[] bytes = element.bytes();
    int padding = bytes.length & 1;
    header(element.tag(), element.vr(), bytes.length + padding);
    out.write(bytes);
    if (padding > 0) {
      out.write(element.vr().padding());
    }
  }

  private void sequence(SequenceElement element) throws IOException {
    var items = new ByteArrayOutputStream();
    for (var item : element.items()) {
      var body = new ByteArrayOutputStream();
      new DatasetEncoder(body, explicit).encode(item);
      items.writeBytes(PixelDataElement.itemHeader(Tag.ITEM, body.size()));
      body.writeTo(items);
    }
    header(element.tag(), Vr.SQ, items.size());
    items.writeTo(out);
  }

  private void pixels(PixelDataElement element) throws IOException {
    if (element.isEncapsulated()) {
      fragments(element);
      return;
    }
    long length = element.nativeLength();
    header(element.tag(), explicit ? element.vr() : Vr.OW, length + (length & 1));
    int wordLength = element.byteOrder() == ByteOrder.BIG_ENDIAN ? element.vr().wordLength() : 1;
    try (var in = element.openNative()) {
      long left = length;
      while (left > 0) {
        var part = in.readNBytes((int) Math.min(COPY, left));
        if (part.length == 0) {
          throw new IOException("The file has been cut since its header was read");
        }
        out.write(BulkData.reverseWords(part, wordLength));
        left -= part.length;
      }
    }
    if ((length & 1) != 0) {
      out.write(0);
    }
  }

  private void fragments(PixelDataElement element) throws IOException {
    header(element.tag(), element.vr(), ElementHeader.UNDEFINED);
    try {
      var index = element.fragments();
      byte[] table = offsetTable(index, element.byteOrder());
      out.write(PixelDataElement.itemHeader(Tag.ITEM, table.length));
      out.write(table);
      for (int fragment = 0; fragment < index.count(); fragment++) {
        byte[] bytes = element.fragment(fragment);
        out.write(PixelDataElement.itemHeader(Tag.ITEM, bytes.length + (bytes.length & 1)));
        out.write(bytes);
        if ((bytes.length & 1) != 0) {
          out.write(0);
        }
      }
      out.write(PixelDataElement.itemHeader(Tag.SEQUENCE_DELIMITATION, 0));
    } catch (DicomFormatException e) {
      throw new IOException("The pixels cannot be copied: " + e.getMessage(), e);
    }
  }

  /** The offset table after odd fragments were made even; empty if it named no fragments. */
  private static byte[] offsetTable(FragmentIndex index, ByteOrder order) {
    var entries = ByteBuffer.wrap(index.offsetTable()).order(order);
    var written = new ArrayList<Long>();
    long offset = 0;
    for (int fragment = 0; fragment < index.count(); fragment++) {
      written.add(offset);
      long length = index.length(fragment);
      offset += FragmentIndex.ITEM_HEADER + length + (length & 1);
    }
    var table = ByteBuffer.allocate(entries.remaining() / 4 * 4).order(ByteOrder.LITTLE_ENDIAN);
    while (entries.remaining() >= Integer.BYTES) {
      int fragment = index.fragmentAt(Integer.toUnsignedLong(entries.getInt()));
      if (fragment < 0) {
        return new byte[0];
      }
      table.putInt(written.get(fragment).intValue());
    }
    return table.array();
  }

  private void header(int tag, Vr vr, long length) throws IOException {
    if (length > MAX_LONG && length != ElementHeader.UNDEFINED) {
      throw new IOException(
          Tag.toString(tag) + " has more bytes than a DICOM element can: " + length);
    }
    boolean isLong = vr.hasLongLength() || length > MAX_SHORT;
    var header = ByteBuffer.allocate(explicit && isLong ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort((short) Tag.group(tag)).putShort((short) Tag.element(tag));
    if (!explicit) {
      header.putInt((int) length);
    } else {
      var written = isLong && !vr.hasLongLength() ? Vr.UN : vr;
      header.put((byte) written.name().charAt(0)).put((byte) written.name().charAt(1));
      if (isLong) {
        header.putShort((short) 0).putInt((int) length);
      } else {
        header.putShort((short) length);
      }
    }
    out.write(header.array());
  }
}
