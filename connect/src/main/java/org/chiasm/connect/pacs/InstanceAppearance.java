package org.chiasm.connect.pacs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.InstancePixels;
import org.chiasm.connect.pixel.PhotometricInterpretation;
import org.chiasm.imaging.ImagePlane;
import org.chiasm.imaging.StackGeometry;
import org.chiasm.imaging.appearance.HounsfieldSlice;
import org.chiasm.imaging.appearance.SliceAppearance;
import org.chiasm.imaging.words.BodyRegions;
import org.chiasm.imaging.words.ContentReader;
import org.chiasm.imaging.words.HeaderNumbers;
import org.chiasm.imaging.words.KernelTable;

/**
 * Looks at the pixels of CT instances: the only place where files meet {@link SliceAppearance}.
 * Deterministic; the same file gives the same measurement. Safe for use by many threads.
 */
public final class InstanceAppearance {
  /** One slice in so many is looked at when a record is made. */
  private static final int STRIDE = 5;

  private static final List<String> BODY_TEXTS =
      List.of(
          "BodyPartExamined",
          "AnatomicRegionSequence",
          "SeriesDescription",
          "ProtocolName",
          "StudyDescription");

  private static final int MIN_SIDE = 64;
  private static final float AIR_HU = -1024;
  private static final float MAX_HU = 4000;

  private InstanceAppearance() {}

  /**
   * Measures one frame of an instance in a folder.
   *
   * @return empty where it cannot be read, is no CT slice, or has no pixel spacing
   */
  public static Optional<SliceAppearance> of(Path root, ImageInstance instance, int frame) {
    Path file = root.resolve(instance.attribute(InstanceAttributes.FILE_ID));
    try {
      return of(DicomReader.standard().readHeader(file), frame);
    } catch (DicomFormatException | IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The same instance with a measurement, where a record needs one: an axial CT slice whose header
   * leaves the kernel or the body part open, one in {@value #STRIDE} by InstanceNumber, so that
   * whoever receives it, alone or with others, decides alike; of a multi-frame instance some
   * frames. Every other instance stays as it is.
   */
  static ImageInstance withEvidence(DicomFile file, ImageInstance instance) {
    if (!isOpen(instance)) {
      return instance;
    }
    int frames = InstancePixels.of(file).frameCount();
    if (frames < 2 && !isItsTurn(instance)) {
      return instance;
    }
    var measured = new ArrayList<SliceAppearance>();
    for (int frame : MeasuredStudies.evenly(frames, MeasuredStudies.SLICES)) {
      of(file, frame).ifPresent(measured::add);
    }
    if (measured.isEmpty()) {
      return instance;
    }
    var attributes = new TreeMap<>(instance.attributes());
    attributes.put(SliceAppearance.ATTRIBUTE, SliceAppearance.textOf(measured));
    return new ImageInstance(
        instance.studyInstanceUid(),
        instance.seriesInstanceUid(),
        instance.sopInstanceUid(),
        attributes);
  }

  private static boolean isOpen(ImageInstance instance) {
    if (!instance.attribute("Modality").strip().equalsIgnoreCase("CT")) {
      return false;
    }
    var table = KernelTable.shipped();
    boolean kernel =
        table
            .familiesOf(instance.attribute("Manufacturer"), instance.attribute("ConvolutionKernel"))
            .or(() -> table.familiesOfGroup(instance.attribute("ConvolutionKernelGroup")))
            .isPresent();
    boolean bodyPart =
        BODY_TEXTS.stream()
            .anyMatch(keyword -> !BodyRegions.shipped().in(instance.attribute(keyword)).isEmpty());
    return (!kernel || !bodyPart)
        && ContentReader.shipped().read(instance).content().isReadable()
        && StackGeometry.of(List.of(instance)).plane() == ImagePlane.AXIAL;
  }

  /** An instance without a number always has its turn. */
  private static boolean isItsTurn(ImageInstance instance) {
    var number = HeaderNumbers.first(instance, "InstanceNumber");
    return number.isEmpty() || Math.floorMod(Math.round(number.getAsDouble()), STRIDE) == 2;
  }

  /** Measures one frame of an instance; empty as above. Cost: decoding, and about 20 ms. */
  static Optional<SliceAppearance> of(DicomFile file, int frame) {
    var pixels = InstancePixels.of(file);
    if (frame >= pixels.frameCount()
        || !(pixels.image(frame) instanceof DecodedImage image)
        || image.samplesPerPixel() != 1
        || image.photometric() == PhotometricInterpretation.MONOCHROME1
        || Math.min(image.rows(), image.columns()) < MIN_SIDE) {
      return Optional.empty();
    }
    double[] spacing =
        FunctionalGroups.element(file.dataset(), Tag.PIXEL_SPACING)
            .map(holder -> holder.decimals(Tag.PIXEL_SPACING))
            .orElse(new double[0]);
    if (spacing.length < 2
        || Arrays.stream(spacing).anyMatch(each -> !(each > 0.05 && each < 10))) {
      return Optional.empty();
    }
    return Optional.of(
        SliceAppearance.of(
            new HounsfieldSlice(
                hounsfield(image.values().values()),
                image.rows(),
                image.columns(),
                spacing[0],
                spacing[1])));
  }

  /** Padding and metal cut to what a scanner can measure; the values themselves stay. */
  private static float[] hounsfield(float[] values) {
    float[] clipped = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      clipped[i] = Float.isNaN(values[i]) ? AIR_HU : Math.clamp(values[i], AIR_HU, MAX_HU);
    }
    return clipped;
  }
}
