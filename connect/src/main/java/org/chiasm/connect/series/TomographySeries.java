package org.chiasm.connect.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.Tensor;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
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
    int[] order = new int[0];
    for (var instance : instances) {
      switch (InstanceFile.open(root, instance)) {
        case InstanceFile.Closed(var closed) -> {
          return new SeriesPixels.Refused(closed.reason());
        }
        case InstanceFile.Opened(var file) -> {
          var pixels = InstancePixels.of(file);
          if (best == null || pixels.frameCount() > best.frameCount()) {
            best = pixels;
            order = order(file, pixels.frameCount());
          }
        }
      }
    }
    if (best == null || best.frameCount() < 2) {
      return new SeriesPixels.Refused("the series has single B-scans only, no volume");
    }
    float[] scans = new float[best.frameCount() * SIDE * SIDE];
    for (int scan = 0; scan < best.frameCount(); scan++) {
      switch (best.image(order[scan])) {
        case Undecodable(_, var reason) -> {
          return new SeriesPixels.Refused(reason);
        }
        case DecodedImage image ->
            System.arraycopy(
                PlaneScaling.scaled(
                    StandardPixels.grey(image, 0), image.rows(), image.columns(), SIDE, SIDE),
                0,
                scans,
                scan * SIDE * SIDE,
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

  /**
   * The frames in the order in which the B-scans lie beside each other: by their place in the
   * patient, else by where they begin on the localizer (Reference Coordinates, C.8.17.10.1), else
   * as stored.
   */
  private static int[] order(DicomFile file, int frames) {
    var places = new double[frames];
    for (int frame = 0; frame < frames; frame++) {
      var place = FrameGeometry.place(file, frame);
      place = place.isPresent() ? place : onLocalizer(file, frame);
      if (place.isEmpty()) {
        return IntStream.range(0, frames).toArray();
      }
      places[frame] = place.getAsDouble();
    }
    return IntStream.range(0, frames)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer frame) -> places[frame]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static OptionalDouble onLocalizer(DicomFile file, int frame) {
    var groups = file.dataset().items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    if (frame >= groups.size()) {
      return OptionalDouble.empty();
    }
    return groups
        .get(frame)
        .item(DicomDictionary.tag("OphthalmicFrameLocationSequence").orElseThrow())
        .map(
            location ->
                location.decimals(DicomDictionary.tag("ReferenceCoordinates").orElseThrow()))
        .filter(coordinates -> coordinates.length >= 2 && Double.isFinite(coordinates[0]))
        .map(coordinates -> OptionalDouble.of(coordinates[0]))
        .orElse(OptionalDouble.empty());
  }
}
