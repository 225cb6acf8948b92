package org.chiasm.connect.display;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.ValueElement;
import org.chiasm.connect.dicomdictionary.Tag;

/**
 * Finds the VOI LUT that an image comes with: a table before a window (DICOM PS3.3 C.11.2), of the
 * frame's functional group, of all frames' (C.7.6.16.2.10), or of the instance.
 */
public final class VoiLutReader {
  private static final int FRAME_VOI_LUT_SEQUENCE = 0x00289132;

  private final DicomDataset dataset;

  /** A reader of one instance. */
  public VoiLutReader(DicomDataset dataset) {
    this.dataset = dataset;
  }

  /**
   * The VOI LUT of a frame, if there is one that can be used.
   *
   * @param noted takes what had to be passed over
   */
  public Optional<VoiLut> of(int frame, List<String> noted) {
    var perFrame = dataset.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    var group =
        frame < perFrame.size()
            ? perFrame.get(frame).item(FRAME_VOI_LUT_SEQUENCE)
            : Optional.<DicomDataset>empty();
    var holder =
        group
            .or(() -> dataset.item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, FRAME_VOI_LUT_SEQUENCE))
            .orElse(dataset);
    var table = table(holder, noted);
    return table.isPresent() ? table : window(holder, noted);
  }

  private Optional<VoiLut> window(DicomDataset holder, List<String> noted) {
    var center = holder.decimal(Tag.WINDOW_CENTER);
    var width = holder.decimal(Tag.WINDOW_WIDTH);
    if (center.isEmpty() || width.isEmpty()) {
      return Optional.empty();
    }
    if (width.getAsDouble() <= 0) {
      noted.add("Window Width is not positive: passed over");
      return Optional.empty();
    }
    return Optional.of(
        new VoiLut.Window(center.getAsDouble(), width.getAsDouble(), shape(holder, noted)));
  }

  private static VoiLut.Shape shape(DicomDataset holder, List<String> noted) {
    String term = holder.string(Tag.VOI_LUT_FUNCTION).orElse("LINEAR").strip();
    for (var shape : VoiLut.Shape.values()) {
      if (shape.name().equals(term.toUpperCase(Locale.ROOT))) {
        return shape;
      }
    }
    noted.add("VOI LUT Function is unknown: LINEAR taken");
    return VoiLut.Shape.LINEAR;
  }

  private static Optional<VoiLut> table(DicomDataset holder, List<String> noted) {
    var item = holder.item(Tag.VOI_LUT_SEQUENCE);
    if (item.isEmpty()) {
      return Optional.empty();
    }
    double[] descriptor = item.get().decimals(Tag.LUT_DESCRIPTOR);
    try {
      int[] entries = words(item.get(), descriptor);
      if (descriptor.length >= 3 && entries.length > 0) {
        int bits = (int) Math.clamp(descriptor[2], 8, 16);
        return Optional.of(new VoiLut.Table((int) descriptor[1], entries, bits));
      }
    } catch (IOException _) {
      noted.add("the VOI LUT cannot be read: passed over");
      return Optional.empty();
    }
    noted.add("the VOI LUT has no descriptor or no data: passed over");
    return Optional.empty();
  }

  private static int[] words(DicomDataset item, double[] descriptor) throws IOException {
    if (descriptor.length < 3
        || !(item.element(Tag.LUT_DATA).orElse(null) instanceof ValueElement element)) {
      return new int[0];
    }
    byte[] bytes = element.bytes();
    int announced = descriptor[0] == 0 ? 1 << 16 : (int) descriptor[0] & 0xFFFF;
    boolean packed = descriptor[2] <= 8 && bytes.length < 2 * announced;
    int count = Math.min(announced, packed ? bytes.length : bytes.length / 2);
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int[] entries = new int[count];
    for (int i = 0; i < count; i++) {
      entries[i] = packed ? buffer.get() & 0xFF : buffer.getShort() & 0xFFFF;
    }
    return entries;
  }
}
