package org.chiasm.app.hospital;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.chiasm.Sex;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.dicomtext.SpecificCharacterSet;

/**
 * Writes each patient's chest CT as a scanner sends it: localizer, two reconstructions, dose page.
 */
final class PacsExport {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);
  private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";
  private static final int HU_AT_ZERO = -1024;
  private static final double LUNG_KERNEL_NOISE_HU = 45;
  private static final double SOFT_KERNEL_NOISE_HU = 24;

  private final long seed;
  private final Path folder;

  PacsExport(long seed, Path folder) {
    this.seed = seed;
    this.folder = folder;
  }

  /** The UID of a series of a patient's CT. */
  static String seriesUid(long seed, PatientTruth patient, CtScan.Series series) {
    return Chance.uid(seed, patient.index(), "series/" + series.number());
  }

  static String studyUid(long seed, PatientTruth patient) {
    return Chance.uid(seed, patient.index(), "ct-study");
  }

  /**
   * Writes one CT.
   *
   * @param typedNumber the patient number as it stands in the headers
   */
  void write(PatientTruth patient, CtScan scan, IdentifierError error, String typedNumber)
      throws IOException {
    var phantom = new ChestCtPhantom(seed, patient);
    for (var series : scan.series()) {
      Path target =
          folder.resolve(
              String.format(Locale.ROOT, "ct%05d/s%02d", patient.index(), series.number()));
      Files.createDirectories(target);
      for (int slice = 0; slice < series.slices(); slice++) {
        var dataset = dataset(patient, scan, series, slice, error, typedNumber, phantom);
        DicomWriter.write(
            DicomFile.of(dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
            target.resolve(String.format(Locale.ROOT, "%04d.dcm", slice + 1)));
      }
    }
  }

  private DicomDataset dataset(
      PatientTruth patient,
      CtScan scan,
      CtScan.Series series,
      int slice,
      IdentifierError error,
      String typedNumber,
      ChestCtPhantom phantom) {
    Instant taken = patient.ctTime();
    ZonedDateTime local = taken.atZone(DemoSite.ZONE);
    String date = DATE.format(local);
    String time = TIME.format(local);
    var dataset =
        DicomDataset.builder()
            .characterSet(SpecificCharacterSet.UNICODE)
            .string(Tag.IMAGE_TYPE, imageType(series))
            .string(Tag.SOP_CLASS_UID, CT_IMAGE)
            .string(
                Tag.SOP_INSTANCE_UID,
                Chance.uid(seed, patient.index(), "sop/" + series.number() + "/" + slice))
            .string(Tag.STUDY_DATE, date)
            .string(Tag.SERIES_DATE, date)
            .string(Tag.ACQUISITION_DATE, date)
            .string(Tag.CONTENT_DATE, date)
            .string(Tag.STUDY_TIME, time)
            .string(Tag.SERIES_TIME, time)
            .string(Tag.ACQUISITION_TIME, time)
            .string(Tag.CONTENT_TIME, time)
            .string(Tag.MODALITY, "CT")
            .string(Tag.MANUFACTURER, scan.scanner().manufacturer)
            .string(Tag.TIMEZONE_OFFSET_FROM_UTC, OFFSET.format(local))
            .string(Tag.STUDY_DESCRIPTION, "CT Thorax")
            .string(Tag.SERIES_DESCRIPTION, series.description())
            .string(Tag.MANUFACTURER_MODEL_NAME, scan.scanner().model);
    patientModule(dataset, patient, error, typedNumber);
    dataset
        .string(Tag.BODY_PART_EXAMINED, series.bodyPart())
        .string(Tag.STUDY_INSTANCE_UID, studyUid(seed, patient))
        .string(Tag.SERIES_INSTANCE_UID, seriesUid(seed, patient, series))
        .string(Tag.SERIES_NUMBER, Integer.toString(series.number()))
        .string(Tag.INSTANCE_NUMBER, Integer.toString(slice + 1))
        .string(Tag.FRAME_OF_REFERENCE_UID, Chance.uid(seed, patient.index(), "frame"));
    geometry(dataset, scan, series, slice);
    pixels(dataset, series, pixels(phantom, series, slice));
    return dataset.build();
  }

  private static void patientModule(
      DicomDatasetBuilder dataset,
      PatientTruth patient,
      IdentifierError error,
      String typedNumber) {
    dataset
        .string(Tag.PATIENT_NAME, patient.familyName() + "^" + patient.givenName())
        .string(Tag.PATIENT_ID, error == IdentifierError.PADDED ? " " + typedNumber : typedNumber)
        .string(Tag.PATIENT_BIRTH_DATE, DATE.format(patient.birthDate()))
        .string(Tag.PATIENT_SEX, patient.sex() == Sex.FEMALE ? "F" : "M");
    if (error != IdentifierError.NO_ISSUER) {
      dataset.string(Tag.ISSUER_OF_PATIENT_ID, DemoSite.ISSUER_NAME);
    }
  }

  private static String[] imageType(CtScan.Series series) {
    return switch (series.content()) {
      case LOCALIZER -> new String[] {"ORIGINAL", "PRIMARY", "LOCALIZER"};
      case DOSE_PAGE -> new String[] {"DERIVED", "SECONDARY", "DOSE_INFO"};
      case LUNG_THIN, LUNG_THICK, SOFT -> new String[] {"ORIGINAL", "PRIMARY", "AXIAL"};
    };
  }

  private static void geometry(
      DicomDatasetBuilder dataset, CtScan scan, CtScan.Series series, int slice) {
    switch (series.content()) {
      case LOCALIZER ->
          dataset
              .decimals(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 0, -1)
              .decimals(Tag.IMAGE_POSITION_PATIENT, -173, 0, 0)
              .decimals(Tag.PIXEL_SPACING, ChestCtPhantom.PIXEL_MM, ChestCtPhantom.PIXEL_MM);
      case DOSE_PAGE -> {}
      case LUNG_THIN, LUNG_THICK, SOFT ->
          dataset
              .decimals(Tag.SLICE_THICKNESS, series.thicknessMm())
              .string(Tag.CONVOLUTION_KERNEL, scan.kernel(series.content()))
              .decimals(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 1, 0)
              .decimals(Tag.IMAGE_POSITION_PATIENT, -173, -173, slice * series.thicknessMm())
              .decimals(Tag.PIXEL_SPACING, ChestCtPhantom.PIXEL_MM, ChestCtPhantom.PIXEL_MM)
              .decimals(Tag.KVP, 120);
    }
  }

  private static short[] pixels(ChestCtPhantom phantom, CtScan.Series series, int slice) {
    double position = (slice + 0.5) * series.thicknessMm();
    return switch (series.content()) {
      case LOCALIZER -> phantom.localizer();
      case LUNG_THIN, LUNG_THICK ->
          phantom.slice(position, series.thicknessMm(), LUNG_KERNEL_NOISE_HU, false);
      case SOFT -> phantom.slice(position, series.thicknessMm(), SOFT_KERNEL_NOISE_HU, true);
      case DOSE_PAGE -> dosePage();
    };
  }

  /** A page with bars where a scanner prints its dose table. */
  private static short[] dosePage() {
    var page = new short[ChestCtPhantom.MATRIX * ChestCtPhantom.MATRIX];
    for (int i = 0; i < page.length; i++) {
      int row = i / ChestCtPhantom.MATRIX;
      page[i] = (short) (row % 12 < 5 && i % ChestCtPhantom.MATRIX < 70 ? 2000 : HU_AT_ZERO);
    }
    return page;
  }

  private static void pixels(
      DicomDatasetBuilder dataset, CtScan.Series series, short[] hounsfield) {
    var bytes = ByteBuffer.allocate(2 * hounsfield.length).order(ByteOrder.LITTLE_ENDIAN);
    for (short value : hounsfield) {
      bytes.putShort((short) (value - HU_AT_ZERO));
    }
    dataset
        .integers(Tag.SAMPLES_PER_PIXEL, 1)
        .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .integers(Tag.ROWS, ChestCtPhantom.MATRIX)
        .integers(Tag.COLUMNS, ChestCtPhantom.MATRIX)
        .integers(Tag.BITS_ALLOCATED, 16)
        .integers(Tag.BITS_STORED, 12)
        .integers(Tag.HIGH_BIT, 11)
        .integers(Tag.PIXEL_REPRESENTATION, 0);
    if (series.content() != CtScan.Content.DOSE_PAGE) {
      dataset.decimals(Tag.RESCALE_INTERCEPT, HU_AT_ZERO).decimals(Tag.RESCALE_SLOPE, 1);
    }
    dataset.bytes(Tag.PIXEL_DATA, Vr.OW, bytes.array());
  }
}
