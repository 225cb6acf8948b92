package org.chiasm.connect.dicomdictionary;

import java.util.Locale;

/**
 * The tags that this system asks for by name, each an {@code int} with the group in its upper and
 * the element in its lower half, compared without sign (DICOM PS3.5 7.1). Every constant is the
 * keyword of PS3.6; {@link DicomDictionary#tag} knows the others.
 */
public final class Tag {
  public static final int FILE_META_INFORMATION_GROUP_LENGTH = 0x00020000;
  public static final int FILE_META_INFORMATION_VERSION = 0x00020001;
  public static final int MEDIA_STORAGE_SOP_CLASS_UID = 0x00020002;
  public static final int MEDIA_STORAGE_SOP_INSTANCE_UID = 0x00020003;
  public static final int TRANSFER_SYNTAX_UID = 0x00020010;
  public static final int IMPLEMENTATION_CLASS_UID = 0x00020012;
  public static final int IMPLEMENTATION_VERSION_NAME = 0x00020013;
  public static final int SPECIFIC_CHARACTER_SET = 0x00080005;
  public static final int IMAGE_TYPE = 0x00080008;
  public static final int SOP_CLASS_UID = 0x00080016;
  public static final int SOP_INSTANCE_UID = 0x00080018;
  public static final int STUDY_DATE = 0x00080020;
  public static final int SERIES_DATE = 0x00080021;
  public static final int ACQUISITION_DATE = 0x00080022;
  public static final int CONTENT_DATE = 0x00080023;
  public static final int ACQUISITION_DATE_TIME = 0x0008002A;
  public static final int STUDY_TIME = 0x00080030;
  public static final int SERIES_TIME = 0x00080031;
  public static final int ACQUISITION_TIME = 0x00080032;
  public static final int CONTENT_TIME = 0x00080033;
  public static final int ACCESSION_NUMBER = 0x00080050;
  public static final int MODALITY = 0x00080060;
  public static final int PRESENTATION_INTENT_TYPE = 0x00080068;
  public static final int MANUFACTURER = 0x00080070;
  public static final int INSTITUTION_NAME = 0x00080080;
  public static final int CODE_VALUE = 0x00080100;
  public static final int CODING_SCHEME_DESIGNATOR = 0x00080102;
  public static final int CODE_MEANING = 0x00080104;
  public static final int TIMEZONE_OFFSET_FROM_UTC = 0x00080201;
  public static final int STUDY_DESCRIPTION = 0x00081030;
  public static final int SERIES_DESCRIPTION = 0x0008103E;
  public static final int MANUFACTURER_MODEL_NAME = 0x00081090;
  public static final int DERIVATION_DESCRIPTION = 0x00082111;
  public static final int PATIENT_NAME = 0x00100010;
  public static final int PATIENT_ID = 0x00100020;
  public static final int ISSUER_OF_PATIENT_ID = 0x00100021;
  public static final int TYPE_OF_PATIENT_ID = 0x00100022;
  public static final int ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE = 0x00100024;
  public static final int PATIENT_BIRTH_DATE = 0x00100030;
  public static final int PATIENT_SEX = 0x00100040;
  public static final int OTHER_PATIENT_IDS_SEQUENCE = 0x00101002;
  public static final int PATIENT_AGE = 0x00101010;
  public static final int CONTRAST_BOLUS_AGENT = 0x00180010;
  public static final int BODY_PART_EXAMINED = 0x00180015;
  public static final int SCANNING_SEQUENCE = 0x00180020;
  public static final int SEQUENCE_VARIANT = 0x00180021;
  public static final int SLICE_THICKNESS = 0x00180050;
  public static final int KVP = 0x00180060;
  public static final int REPETITION_TIME = 0x00180080;
  public static final int ECHO_TIME = 0x00180081;
  public static final int INVERSION_TIME = 0x00180082;
  public static final int MAGNETIC_FIELD_STRENGTH = 0x00180087;
  public static final int SPACING_BETWEEN_SLICES = 0x00180088;
  public static final int DEVICE_SERIAL_NUMBER = 0x00181000;
  public static final int SOFTWARE_VERSIONS = 0x00181020;
  public static final int PROTOCOL_NAME = 0x00181030;
  public static final int GANTRY_DETECTOR_TILT = 0x00181120;
  public static final int EXPOSURE_TIME = 0x00181150;
  public static final int X_RAY_TUBE_CURRENT = 0x00181151;
  public static final int IMAGER_PIXEL_SPACING = 0x00181164;
  public static final int CONVOLUTION_KERNEL = 0x00181210;
  public static final int PATIENT_POSITION = 0x00185100;
  public static final int VIEW_POSITION = 0x00185101;
  public static final int FRAME_ACQUISITION_DATE_TIME = 0x00189074;
  public static final int DIFFUSION_B_VALUE = 0x00189087;
  public static final int RECONSTRUCTION_ALGORITHM = 0x00189315;
  public static final int STUDY_INSTANCE_UID = 0x0020000D;
  public static final int SERIES_INSTANCE_UID = 0x0020000E;
  public static final int STUDY_ID = 0x00200010;
  public static final int SERIES_NUMBER = 0x00200011;
  public static final int ACQUISITION_NUMBER = 0x00200012;
  public static final int INSTANCE_NUMBER = 0x00200013;
  public static final int PATIENT_ORIENTATION = 0x00200020;
  public static final int IMAGE_POSITION_PATIENT = 0x00200032;
  public static final int IMAGE_ORIENTATION_PATIENT = 0x00200037;
  public static final int FRAME_OF_REFERENCE_UID = 0x00200052;
  public static final int LATERALITY = 0x00200060;
  public static final int IMAGE_LATERALITY = 0x00200062;
  public static final int IMAGES_IN_ACQUISITION = 0x00201002;
  public static final int SLICE_LOCATION = 0x00201041;
  public static final int SAMPLES_PER_PIXEL = 0x00280002;
  public static final int PHOTOMETRIC_INTERPRETATION = 0x00280004;
  public static final int PLANAR_CONFIGURATION = 0x00280006;
  public static final int NUMBER_OF_FRAMES = 0x00280008;
  public static final int ROWS = 0x00280010;
  public static final int COLUMNS = 0x00280011;
  public static final int PIXEL_SPACING = 0x00280030;
  public static final int BITS_ALLOCATED = 0x00280100;
  public static final int BITS_STORED = 0x00280101;
  public static final int HIGH_BIT = 0x00280102;
  public static final int PIXEL_REPRESENTATION = 0x00280103;
  public static final int SMALLEST_IMAGE_PIXEL_VALUE = 0x00280106;
  public static final int LARGEST_IMAGE_PIXEL_VALUE = 0x00280107;
  public static final int PIXEL_PADDING_VALUE = 0x00280120;
  public static final int BURNED_IN_ANNOTATION = 0x00280301;
  public static final int WINDOW_CENTER = 0x00281050;
  public static final int WINDOW_WIDTH = 0x00281051;
  public static final int RESCALE_INTERCEPT = 0x00281052;
  public static final int RESCALE_SLOPE = 0x00281053;
  public static final int RESCALE_TYPE = 0x00281054;
  public static final int VOI_LUT_FUNCTION = 0x00281056;
  public static final int RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR = 0x00281101;
  public static final int GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR = 0x00281102;
  public static final int BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR = 0x00281103;
  public static final int RED_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281201;
  public static final int GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281202;
  public static final int BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281203;
  public static final int LOSSY_IMAGE_COMPRESSION = 0x00282110;
  public static final int LOSSY_IMAGE_COMPRESSION_RATIO = 0x00282112;
  public static final int LOSSY_IMAGE_COMPRESSION_METHOD = 0x00282114;
  public static final int MODALITY_LUT_SEQUENCE = 0x00283000;
  public static final int LUT_DESCRIPTOR = 0x00283002;
  public static final int LUT_DATA = 0x00283006;
  public static final int VOI_LUT_SEQUENCE = 0x00283010;
  public static final int WAVEFORM_ORIGINALITY = 0x003A0004;
  public static final int NUMBER_OF_WAVEFORM_CHANNELS = 0x003A0005;
  public static final int NUMBER_OF_WAVEFORM_SAMPLES = 0x003A0010;
  public static final int SAMPLING_FREQUENCY = 0x003A001A;
  public static final int MULTIPLEX_GROUP_LABEL = 0x003A0020;
  public static final int CHANNEL_DEFINITION_SEQUENCE = 0x003A0200;
  public static final int CHANNEL_LABEL = 0x003A0203;
  public static final int CHANNEL_SOURCE_SEQUENCE = 0x003A0208;
  public static final int CHANNEL_SENSITIVITY = 0x003A0210;
  public static final int CHANNEL_SENSITIVITY_UNITS_SEQUENCE = 0x003A0211;
  public static final int CHANNEL_SENSITIVITY_CORRECTION_FACTOR = 0x003A0212;
  public static final int CHANNEL_BASELINE = 0x003A0213;
  public static final int CHANNEL_TIME_SKEW = 0x003A0214;
  public static final int CHANNEL_SAMPLE_SKEW = 0x003A0215;
  public static final int UNIVERSAL_ENTITY_ID = 0x00400032;
  public static final int UNIVERSAL_ENTITY_ID_TYPE = 0x00400033;
  public static final int MEASUREMENT_UNITS_CODE_SEQUENCE = 0x004008EA;
  public static final int CONCEPT_NAME_CODE_SEQUENCE = 0x0040A043;
  public static final int NUMERIC_VALUE = 0x0040A30A;
  public static final int WAVEFORM_ANNOTATION_SEQUENCE = 0x0040B020;
  public static final int UNFORMATTED_TEXT_VALUE = 0x00700006;
  public static final int SHARED_FUNCTIONAL_GROUPS_SEQUENCE = 0x52009229;
  public static final int PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE = 0x52009230;
  public static final int WAVEFORM_SEQUENCE = 0x54000100;
  public static final int WAVEFORM_BITS_ALLOCATED = 0x54001004;
  public static final int WAVEFORM_SAMPLE_INTERPRETATION = 0x54001006;
  public static final int WAVEFORM_PADDING_VALUE = 0x5400100A;
  public static final int WAVEFORM_DATA = 0x54001010;
  public static final int EXTENDED_OFFSET_TABLE = 0x7FE00001;
  public static final int EXTENDED_OFFSET_TABLE_LENGTHS = 0x7FE00002;
  public static final int FLOAT_PIXEL_DATA = 0x7FE00008;
  public static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7FE00009;
  public static final int PIXEL_DATA = 0x7FE00010;
  public static final int DATA_SET_TRAILING_PADDING = 0xFFFCFFFC;

  public static final int ITEM = 0xFFFEE000;
  public static final int ITEM_DELIMITATION = 0xFFFEE00D;
  public static final int SEQUENCE_DELIMITATION = 0xFFFEE0DD;

  private Tag() {}

  /** The tag with this group and element, each 0 to 0xFFFF. */
  public static int of(int group, int element) {
    return (group << 16) | (element & 0xFFFF);
  }

  /** The group number, 0 to 0xFFFF. */
  public static int group(int tag) {
    return tag >>> 16;
  }

  /** The element number, 0 to 0xFFFF. */
  public static int element(int tag) {
    return tag & 0xFFFF;
  }

  /** Whether a vendor, not the standard, says what the tag means (odd group, PS3.5 7.8). */
  public static boolean isPrivate(int tag) {
    return (tag & 0x10000) != 0;
  }

  /** Whether the element names who owns a block of private tags (PS3.5 7.8.1). */
  public static boolean isPrivateCreator(int tag) {
    return isPrivate(tag) && element(tag) >= 0x10 && element(tag) <= 0xFF;
  }

  /** Whether the element holds pixels, be they integer or floating point. */
  public static boolean isPixelData(int tag) {
    return tag == PIXEL_DATA || tag == FLOAT_PIXEL_DATA || tag == DOUBLE_FLOAT_PIXEL_DATA;
  }

  /** The standard's way to write a tag, such as {@code (0008,0060)}. */
  public static String toString(int tag) {
    return String.format(Locale.ROOT, "(%04X,%04X)", group(tag), element(tag));
  }
}
