package org.chiasm.connect.pacs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.InstancePixels;
import org.chiasm.connect.pixel.PhotometricInterpretation;
import org.chiasm.imaging.appearance.HounsfieldSlice;
import org.chiasm.imaging.appearance.SliceAppearance;

/**
 * Looks at the pixels of CT instances: the only place where files meet {@link SliceAppearance}.
 * Deterministic; the same file gives the same measurement. Safe for use by many threads.
 */
public final class InstanceAppearance {
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
