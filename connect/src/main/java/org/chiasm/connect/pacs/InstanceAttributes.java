package org.chiasm.connect.pacs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;

/**
 * The header attributes by which series are selected, as keyword to value; none of them is meant to
 * identify a patient, though the free-text ones hold whatever an operator typed.
 */
public final class InstanceAttributes {
  /** Where the file lies below the root of its feed, parts apart by {@code /}. */
  public static final String FILE_ID = "ReferencedFileID";

  private static final List<String> IMAGE =
      List.of(
          "Modality",
          "SOPClassUID",
          "ImageType",
          "BodyPartExamined",
          "SeriesDescription",
          "ProtocolName",
          "StudyDescription",
          "Manufacturer",
          "ManufacturerModelName",
          "ConvolutionKernel",
          "ConvolutionKernelGroup",
          "ReconstructionAlgorithm",
          "SliceThickness",
          "SpacingBetweenSlices",
          "PixelSpacing",
          "ImagerPixelSpacing",
          "ImageOrientationPatient",
          "ImagePositionPatient",
          "SliceLocation",
          "GantryDetectorTilt",
          "InstanceNumber",
          "SeriesNumber",
          "AcquisitionNumber",
          "NumberOfFrames",
          "Rows",
          "Columns",
          "BitsStored",
          "PhotometricInterpretation",
          "SamplesPerPixel",
          "ContrastBolusAgent",
          "ViewPosition",
          "ImageLaterality",
          "Laterality",
          "PatientOrientation",
          "PatientPosition",
          "ScanningSequence",
          "SequenceVariant",
          "EchoTime",
          "EffectiveEchoTime",
          "RepetitionTime",
          "InversionTime",
          "MagneticFieldStrength",
          "DiffusionBValue",
          "BurnedInAnnotation",
          "LossyImageCompression",
          "DerivationDescription",
          "PresentationIntentType",
          "KVP",
          "ImagesInAcquisition",
          "NumberOfSeriesRelatedInstances",
          "FrameOfReferenceUID",
          "StackID",
          "TemporalPositionIdentifier",
          "AcquisitionTime",
          "ContrastBolusStartTime",
          "SequenceName",
          "PulseSequenceName",
          "AcquisitionContrast",
          "ComplexImageComponent",
          "InversionTimes",
          "FlipAngle",
          "FrameLaterality");

  private static final List<String> CODED =
      List.of("ViewCodeSequence", "AnatomicRegionSequence", "ContrastBolusAgentSequence");

  private static final List<String> WAVEFORM =
      List.of(
          "Modality",
          "SOPClassUID",
          "SOPInstanceUID",
          "StudyInstanceUID",
          "SeriesInstanceUID",
          "SeriesDescription",
          "StudyDescription",
          "Manufacturer",
          "ManufacturerModelName",
          "InstanceNumber");

  private static final Pattern LINE_BREAKS = Pattern.compile("\\s*[\\r\\n\\f\\t]+\\s*");

  private InstanceAttributes() {}

  /** Of an image; of a multi-frame one what holds for all frames, else the first. */
  static SortedMap<String, String> ofImage(DicomFile file, String reference) {
    return collect(IMAGE, file, reference);
  }

  /** Of a recording. */
  static SortedMap<String, String> ofWaveform(DicomFile file, String reference) {
    return collect(WAVEFORM, file, reference);
  }

  private static SortedMap<String, String> collect(
      List<String> keywords, DicomFile file, String reference) {
    var found = new TreeMap<String, String>();
    for (String keyword : keywords) {
      int tag = DicomDictionary.tag(keyword).orElseThrow();
      FunctionalGroups.element(file.dataset(), tag)
          .map(holder -> text(holder, tag))
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> found.put(keyword, text));
    }
    for (String keyword : CODED) {
      coded(keyword, file).ifPresent(code -> found.put(keyword, code));
    }
    allPositions(file.dataset())
        .ifPresent(positions -> found.put("ImagePositionPatient", positions));
    found.put("TransferSyntaxUID", file.transferSyntax().uid());
    file.sopClass().ifPresent(sopClass -> found.put("SOPClassUID", sopClass.uid()));
    found.put(FILE_ID, reference);
    return found;
  }

  /** Code value and meaning of a sequence's first item, apart by a backslash. */
  private static Optional<String> coded(String sequence, DicomFile file) {
    return FunctionalGroups.item(file.dataset(), DicomDictionary.tag(sequence).orElseThrow())
        .map(
            item ->
                item.string(Tag.CODE_VALUE).orElse("")
                    + "\\"
                    + item.string(Tag.CODE_MEANING).orElse(""));
  }

  /** Where every frame of a multi-frame instance lies; empty if one frame does not say. */
  private static Optional<String> allPositions(DicomDataset dataset) {
    var frames = dataset.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    if (frames.size() < 2) {
      return Optional.empty();
    }
    var positions = new ArrayList<String>();
    for (var frame : frames) {
      var plane = frame.item(DicomDictionary.tag("PlanePositionSequence").orElseThrow());
      var values = plane.map(item -> item.strings(Tag.IMAGE_POSITION_PATIENT)).orElse(List.of());
      if (values.size() != 3) {
        return Optional.empty();
      }
      positions.addAll(values);
    }
    return Optional.of(String.join("\\", positions));
  }

  private static String text(DicomDataset holder, int tag) {
    String joined = holder.strings(tag).stream().collect(Collectors.joining("\\"));
    return LINE_BREAKS.matcher(joined).replaceAll(" ");
  }
}
