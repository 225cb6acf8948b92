package org.chiasm.imaging;

import java.util.Optional;
import org.chiasm.imaging.words.SeriesContent;

/**
 * What the plane of a CT stack says about its content where ImageType is silent: a gantry turns
 * about the patient's long axis, so a coronal or sagittal stack was computed from another one, and
 * one to three such pictures without kernel or in a series of their own are planning radiographs.
 *
 * @param content localizer or reformatted
 * @param words what was found
 */
record CrossPlane(SeriesContent content, String words) {
  private static final int MOST_LOCALIZERS = 3;

  /** Of the instances that claim to be read; empty for what is axial, oblique or no CT. */
  static Optional<CrossPlane> of(ImagingSeries claimed, SeriesContent content) {
    boolean plain = content == SeriesContent.ORIGINAL || content == SeriesContent.DERIVED;
    if (!plain || !claimed.attribute("Modality").equalsIgnoreCase("CT")) {
      return Optional.empty();
    }
    var geometry = claimed.geometry();
    var plane = geometry.plane();
    if (plane != ImagePlane.CORONAL && plane != ImagePlane.SAGITTAL) {
      return Optional.empty();
    }
    boolean few = geometry.positions() + geometry.strays() <= MOST_LOCALIZERS;
    return Optional.of(
        new CrossPlane(
            few ? SeriesContent.LOCALIZER : SeriesContent.REFORMATTED,
            few
                ? "a " + plane.word() + " CT of no more than " + MOST_LOCALIZERS + " pictures"
                : "a " + plane.word() + " CT, whatever ImageType says"));
  }
}
