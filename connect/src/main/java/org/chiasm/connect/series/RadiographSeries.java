package org.chiasm.connect.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.PhotometricInterpretation;
import org.chiasm.connect.pixel.Undecodable;
import org.chiasm.imaging.volume.RadiographFrame;
import org.chiasm.study.TensorRule.RadiographOf;

/** A radiograph at a stated shape, upright and without borders. */
final class RadiographSeries {
  private RadiographSeries() {}

  static SeriesPixels tensor(Path root, List<ImageInstance> instances, RadiographOf rule) {
    var instance = instances.getFirst();
    return switch (InstanceFile.pixels(root, instance)) {
      case Undecodable(_, var reason) -> new SeriesPixels.Refused(reason);
      case DecodedImage image when image.frames() > 1 ->
          new SeriesPixels.Refused(
              "an instance of " + image.frames() + " frames is no single radiograph");
      case DecodedImage image -> {
        var notes = new ArrayList<String>();
        if (instances.size() > 1) {
          notes.add("the first of several radiographs of the series is read");
        }
        if (instance.attribute("PatientOrientation").isBlank()) {
          notes.add("no PatientOrientation: taken as stored");
        }
        yield new SeriesPixels.Read(
            RadiographFrame.of(
                StandardPixels.grey(image, 0),
                image.rows(),
                image.columns(),
                image.photometric() == PhotometricInterpretation.MONOCHROME1,
                instance.attribute("PatientOrientation"),
                rule.rows(),
                rule.columns()),
            notes);
      }
    };
  }
}
