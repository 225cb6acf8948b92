package org.chiasm.connect.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.InstancePixels;
import org.chiasm.connect.pixel.Undecodable;
import org.chiasm.imaging.colour.FundusPhotograph;

/** The best photograph of a series: in colour before grey, fewest flaws, then the sharpest. */
final class PhotographSeries {
  private static final int LOOKED_AT = 32;

  private record Taken(FundusPhotograph photograph, boolean colour) {}

  private PhotographSeries() {}

  static SeriesPixels tensor(Path root, List<ImageInstance> instances) {
    var taken = new ArrayList<Taken>();
    var refused = new ArrayList<String>();
    for (var instance : instances.subList(0, Math.min(LOOKED_AT, instances.size()))) {
      switch (InstanceFile.open(root, instance)) {
        case InstanceFile.Closed(var closed) -> refused.add(closed.reason());
        case InstanceFile.Opened(var file) -> {
          switch (InstancePixels.of(file).image(0)) {
            case Undecodable(_, var reason) -> refused.add(reason);
            case DecodedImage image -> {
              int bits = Math.clamp(file.dataset().integer(Tag.BITS_STORED).orElse(8), 1, 16);
              taken.add(
                  new Taken(
                      FundusPhotograph.of(image.picture((1 << bits) - 1)),
                      image.samplesPerPixel() == 3));
            }
          }
        }
      }
    }
    if (taken.isEmpty()) {
      return new SeriesPixels.Refused(refused.getFirst());
    }
    var best = taken.getFirst();
    for (var each : taken) {
      if (isBetter(each, best)) {
        best = each;
      }
    }
    var notes = new ArrayList<String>();
    if (instances.getFirst().attribute("Modality").strip().equals("OP")) {
      notes.addAll(best.photograph().flaws());
    }
    if (!best.colour()) {
      notes.add("a grey photograph, three equal channels");
    }
    if (!refused.isEmpty()) {
      notes.add("another photograph of the series cannot be read");
    }
    return new SeriesPixels.Read(best.photograph().tensor(), notes);
  }

  private static boolean isBetter(Taken one, Taken other) {
    if (one.colour() != other.colour()) {
      return one.colour();
    }
    int flaws = one.photograph().flaws().size() - other.photograph().flaws().size();
    return flaws != 0 ? flaws < 0 : one.photograph().sharpness() > other.photograph().sharpness();
  }
}
