package org.chiasm.connect.dicom;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.chiasm.connect.dicomdictionary.SopClass;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;

/**
 * Writes DICOM files (PS3.10) and data sets (PS3.5) in every little-endian syntax: the same
 * instance gives the same bytes. Sequences have a defined length; group lengths are left out.
 *
 * <p>Pixels are written as they are: native in native syntaxes, fragments in encapsulated ones.
 */
public final class DicomWriter {
  /** Names this software in files it writes (PS3.7 D.3.3.2). */
  public static final String IMPLEMENTATION_CLASS_UID =
      "2.25.90349823467723648093476127348925518441";

  /** Names its version (PS3.7 D.3.3.2). */
  public static final String IMPLEMENTATION_VERSION_NAME = "CHIASM_0";

  private static final int PREAMBLE = 128;

  private DicomWriter() {}

  /**
   * Writes a file, replacing one that is there.
   *
   * @throws IllegalArgumentException as {@link #write(DicomFile, OutputStream)}
   */
  public static void write(DicomFile file, Path target) throws IOException {
    try (var out = Files.newOutputStream(target)) {
      write(file, out);
    }
  }

  /**
   * Writes preamble, meta information and data set.
   *
   * @throws IOException if the target fails, or pixels that lie in a file cannot be read from it
   * @throws IllegalArgumentException if the instance has no SOP Class or SOP Instance UID, or the
   *     syntax is big endian or does not fit the pixels
   */
  public static void write(DicomFile file, OutputStream out) throws IOException {
    var syntax = file.transferSyntax();
    checkFit(file.dataset(), syntax);
    String sopClass = file.sopClass().map(SopClass::uid).orElse("");
    String sopInstance = file.sopInstanceUid().orElse("");
    if (sopClass.isEmpty() || sopInstance.isEmpty()) {
      throw new IllegalArgumentException("A DICOM file needs a SOP Class and a SOP Instance UID");
    }
    var meta =
        DicomDataset.builder()
            .bytes(Tag.FILE_META_INFORMATION_VERSION, Vr.OB, new byte[] {0, 1})
            .string(Tag.MEDIA_STORAGE_SOP_CLASS_UID, sopClass)
            .string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, sopInstance)
            .string(Tag.TRANSFER_SYNTAX_UID, syntax.uid())
            .string(Tag.IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_CLASS_UID)
            .string(Tag.IMPLEMENTATION_VERSION_NAME, IMPLEMENTATION_VERSION_NAME)
            .build();
    var body = new ByteArrayOutputStream();
    new DatasetEncoder(body, true).encode(meta);
    var head = new ByteArrayOutputStream();
    head.writeBytes(new byte[PREAMBLE]);
    head.writeBytes("DICM".getBytes(US_ASCII));
    new DatasetEncoder(head, true)
        .encode(
            DicomDataset.builder()
                .integers(Tag.FILE_META_INFORMATION_GROUP_LENGTH, body.size())
                .build());
    body.writeTo(head);
    head.writeTo(out);
    writeDataset(file.dataset(), syntax, out);
  }

  /**
   * Writes a data set without meta information, as DIMSE messages carry it.
   *
   * @throws IOException if the target fails, or pixels that lie in a file cannot be read from it
   * @throws IllegalArgumentException if the syntax is big endian or does not fit the pixels
   */
  public static void writeDataset(DicomDataset dataset, TransferSyntax syntax, OutputStream out)
      throws IOException {
    checkFit(dataset, syntax);
    boolean explicit = syntax.encoding() != TransferSyntax.Encoding.IMPLICIT;
    if (!syntax.isDeflated()) {
      new DatasetEncoder(out, explicit).encode(dataset);
      return;
    }
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      var counted = new EvenOutputStream(out);
      var deflating = new DeflaterOutputStream(counted, deflater);
      new DatasetEncoder(deflating, explicit).encode(dataset);
      deflating.finish();
      counted.pad();
    } finally {
      deflater.end();
    }
  }

  private static void checkFit(DicomDataset dataset, TransferSyntax syntax) {
    if (syntax.encoding() == TransferSyntax.Encoding.BIG_ENDIAN) {
      throw new IllegalArgumentException(syntax.name() + " is retired and not written");
    }
    dataset
        .element(Tag.PIXEL_DATA)
        .filter(PixelDataElement.class::isInstance)
        .map(PixelDataElement.class::cast)
        .filter(pixels -> pixels.isEncapsulated() != syntax.isEncapsulated())
        .ifPresent(
            pixels -> {
              throw new IllegalArgumentException(
                  "Pixels "
                      + (pixels.isEncapsulated() ? "in fragments" : "as they are")
                      + " do not fit the transfer syntax "
                      + syntax.name());
            });
  }

  /** Counts bytes, so that a deflated stream can be made even (PS3.5 A.5). */
  private static final class EvenOutputStream extends OutputStream {
    private final OutputStream out;
    private boolean odd;

    EvenOutputStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      odd = !odd;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      odd ^= (length & 1) != 0;
    }

    void pad() throws IOException {
      if (odd) {
        write(0);
      }
    }
  }
}
