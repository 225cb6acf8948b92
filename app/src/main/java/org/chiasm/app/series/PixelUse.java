package org.chiasm.app.series;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.imaging.ImagePlane;
import org.chiasm.imaging.ImagingStudy;
import org.chiasm.imaging.SeriesTraits;

/** Of which series the pixels are looked at before they are ranked. */
public enum PixelUse {
  /** Of every axial CT series. */
  ALWAYS,
  /**
   * Of the axial CT series of a study in which a header leaves the kernel or the body part open:
   * all of them, because one reconstruction is best told beside another.
   */
  AUTO,
  /** Of none: headers alone decide. */
  NEVER;

  /** The SeriesInstanceUIDs of the series to look at. */
  List<String> series(ImagingStudy study) {
    var traits = SeriesTraits.of(study).values();
    var axial = traits.stream().filter(PixelUse::canBeMeasured).toList();
    boolean open = axial.stream().anyMatch(PixelUse::isOpen);
    if (this == NEVER || (this == AUTO && !open)) {
      return List.of();
    }
    var uids = new ArrayList<String>();
    axial.forEach(each -> uids.add(each.series().seriesInstanceUid()));
    return uids;
  }

  private static boolean canBeMeasured(SeriesTraits traits) {
    return traits.series().attribute("Modality").equalsIgnoreCase("CT")
        && traits.readable() > 0
        && traits.geometry().plane() == ImagePlane.AXIAL;
  }

  private static boolean isOpen(SeriesTraits traits) {
    return traits.bodyPart().isEmpty()
        || traits.kernel().filter(kernel -> kernel.source().equals("ConvolutionKernel")).isEmpty();
  }
}
