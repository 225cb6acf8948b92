package org.chiasm.connect.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.Tensor;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.InstancePixels;
import org.chiasm.connect.pixel.Undecodable;
import org.chiasm.imaging.volume.GreyRange;
import org.chiasm.imaging.volume.PlaneScaling;

/**
 * The volume of B-scans with the most frames in a series of ophthalmic tomography (DICOM PS3.3
 * A.52.4), as {@code [1, 32, 128, 128]} in [0, 1]: B-scans × depth in the eye × along the scan. A
 * B-scan is reduced as soon as it is decoded.
 */
final class TomographySeries {
  private static final int SCANS = 32;
  private static final int SIDE = 128;

  private TomographySeries() {}

  static SeriesPixels tensor(Path root, List<ImageInstance> instances) {
    InstancePixels best = null;
    for (var instance : instances) {
      switch (InstanceFile.open(root, instance)) {
        case InstanceFile.Closed(var closed) -> {
          return new SeriesPixels.Refused(closed.reason());
        }
        case InstanceFile.Opened(var file) -> {
          var pixels = InstancePixels.of(file);
          if (best == null || pixels.frameCount() > best.frameCount()) {
            best = pixels;
          }
        }
      }
    }
    if (best == null || best.frameCount() < 2) {
      return new SeriesPixels.Refused("the series has single B-scans only, no volume");
    }
    float[] scans = new float[best.frameCount() * SIDE * SIDE];
    for (int frame = 0; frame < best.frameCount(); frame++) {
      switch (best.image(frame)) {
        case Undecodable(_, var reason) -> {
          return new SeriesPixels.Refused(reason);
        }
        case DecodedImage image ->
            System.arraycopy(
                PlaneScaling.scaled(
                    StandardPixels.grey(image, 0), image.rows(), image.columns(), SIDE, SIDE),
                0,
                scans,
                frame * SIDE * SIDE,
                SIDE * SIDE);
      }
    }
    float[] volume = PlaneScaling.scaled(scans, best.frameCount(), SIDE * SIDE, SCANS, SIDE * SIDE);
    var notes = new ArrayList<String>();
    if (instances.size() > 1) {
      notes.add("of several instances the one with the most B-scans is read");
    }
    return new SeriesPixels.Read(
        Tensor.of(GreyRange.of(volume).scaled(volume), 1, SCANS, SIDE, SIDE), notes);
  }
}
