package org.chiasm.connect.pixel;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicomdictionary.Tag;

/**
 * Finds the modality LUT of a frame: of the instance (DICOM PS3.3 C.11.1), or of the frame's
 * functional group (C.7.6.16.2.9).
 */
final class ModalityLutReader {
  private static final int PIXEL_VALUE_TRANSFORMATION_SEQUENCE = 0x00289145;

  private final DicomDataset dataset;
  private final List<DicomDataset> perFrame;

  ModalityLutReader(DicomDataset dataset) {
    this.dataset = dataset;
    this.perFrame = dataset.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
  }

  ModalityLut of(int frame, List<String> problems) throws IOException {
    var table = table();
    if (table.isPresent()) {
      return table.get();
    }
    var holder =
        (frame < perFrame.size()
                ? perFrame.get(frame).item(PIXEL_VALUE_TRANSFORMATION_SEQUENCE)
                : Optional.<DicomDataset>empty())
            .or(
                () ->
                    dataset.item(
                        Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, PIXEL_VALUE_TRANSFORMATION_SEQUENCE))
            .orElse(dataset);
    double slope = holder.decimal(Tag.RESCALE_SLOPE).orElse(1);
    double intercept = holder.decimal(Tag.RESCALE_INTERCEPT).orElse(0);
    if (slope == 0) {
      problems.add("Rescale Slope is 0: 1 taken");
      slope = 1;
    }
    return new ModalityLut.Rescale(slope, intercept);
  }

  private Optional<ModalityLut> table() throws IOException {
    var item = dataset.item(Tag.MODALITY_LUT_SEQUENCE);
    if (item.isEmpty()) {
      return Optional.empty();
    }
    double[] descriptor = item.get().decimals(Tag.LUT_DESCRIPTOR);
    int[] words = DescriptionReader.words(item.get(), Tag.LUT_DATA);
    if (descriptor.length < 3 || words.length == 0) {
      return Optional.empty();
    }
    int entries = descriptor[0] == 0 ? 1 << 16 : ((int) descriptor[0]) & 0xFFFF;
    int first = DescriptionReader.firstIndex(dataset, descriptor[1]);
    int bits = descriptor[2] <= 8 ? 8 : 16;
    int[] table = PaletteColor.entries(words, entries, bits);
    return table.length == 0 ? Optional.empty() : Optional.of(new ModalityLut.Table(first, table));
  }
}
