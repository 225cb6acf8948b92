package org.chiasm.connect.display;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;

/** Small grey images made up for tests. */
final class SyntheticImage {
  private SyntheticImage() {}

  /** A data set of one grey frame of 16 bits; more can be added before it is built. */
  static DicomDatasetBuilder grey(
      int rows, int columns, int bitsStored, boolean signed, int... samples) {
    var cells = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int sample : samples) {
      cells.putShort((short) sample);
    }
    return DicomDataset.builder()
        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
        .string(Tag.SOP_INSTANCE_UID, "1.2.3.4")
        .integers(Tag.ROWS, rows)
        .integers(Tag.COLUMNS, columns)
        .integers(Tag.SAMPLES_PER_PIXEL, 1)
        .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .integers(Tag.BITS_ALLOCATED, 16)
        .integers(Tag.BITS_STORED, bitsStored)
        .integers(Tag.HIGH_BIT, bitsStored - 1)
        .integers(Tag.PIXEL_REPRESENTATION, signed ? 1 : 0)
        .put(PixelDataElement.ofNative(Vr.OW, cells.array()));
  }

  /** The file as a reader finds it. */
  static DicomFile read(DicomDatasetBuilder dataset) throws IOException, DicomFormatException {
    var bytes = new ByteArrayOutputStream();
    DicomWriter.write(
        DicomFile.of(dataset.build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), bytes);
    return DicomReader.standard().readHeader(bytes.toByteArray());
  }
}
