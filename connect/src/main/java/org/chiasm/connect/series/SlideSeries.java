package org.chiasm.connect.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.slide.Slide;
import org.chiasm.connect.slide.SlideException;
import org.chiasm.study.TensorRule.TilesAt;

/** A series of whole slide images as tiles of tissue. */
final class SlideSeries {
  private SlideSeries() {}

  static SeriesPixels tensor(Path root, List<ImageInstance> instances, TilesAt rule) {
    var files = new ArrayList<DicomFile>();
    for (var instance : instances) {
      switch (InstanceFile.open(root, instance)) {
        case InstanceFile.Opened(var file) -> files.add(file);
        case InstanceFile.Closed(var closed) -> {
          return new SeriesPixels.Refused(closed.reason());
        }
      }
    }
    try {
      var slide = Slide.of(files);
      var tiles = slide.tiles(rule.count(), rule.micrometresPerPixel(), rule.seed());
      var notes = new ArrayList<>(slide.notes());
      double finest = slide.levels().getFirst().micrometresPerPixel();
      if (finest > 1.05 * rule.micrometresPerPixel()) {
        notes.add(
            String.format(
                Locale.ROOT, "the finest level has %.3g um a pixel, coarser than asked", finest));
      }
      if (tiles.positions().size() < rule.count()) {
        notes.add("fewer tiles with tissue than asked: they are repeated");
      }
      return new SeriesPixels.Read(tiles.tensor(), notes);
    } catch (SlideException refused) {
      return new SeriesPixels.Refused(refused.reason());
    }
  }
}
