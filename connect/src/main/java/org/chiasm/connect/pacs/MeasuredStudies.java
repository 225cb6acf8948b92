package org.chiasm.connect.pacs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.ReadProgress;
import org.chiasm.imaging.ImagingSeries;
import org.chiasm.imaging.ImagingStudy;
import org.chiasm.imaging.appearance.SliceAppearance;
import org.chiasm.imaging.words.HeaderNumbers;

/** Studies of a folder with measurements of a few slices of some of their series. */
public final class MeasuredStudies {
  /** How many slices of a series are looked at. */
  public static final int SLICES = 7;

  private MeasuredStudies() {}

  /**
   * The same studies; instances of these series that were looked at carry a {@link
   * SliceAppearance#ATTRIBUTE}. Of each series up to {@value #SLICES} slices at equal distance that
   * have pixels are decoded, about 40 ms each.
   *
   * @param series SeriesInstanceUIDs
   */
  public static List<ImagingStudy> of(
      StudyFolder folder, Collection<String> series, ReadProgress progress) {
    var wanted = new TreeSet<>(series);
    Map<String, String> measured = new HashMap<>();
    long done = 0;
    for (var study : folder.studies()) {
      for (var each : study.series()) {
        if (wanted.contains(each.seriesInstanceUid())) {
          measured.putAll(measure(folder, each));
          progress.update(++done, wanted.size());
        }
      }
    }
    return folder.studies().stream().map(study -> with(study, measured)).toList();
  }

  private static Map<String, String> measure(StudyFolder folder, ImagingSeries series) {
    var slices =
        series.geometry().slices().stream()
            .filter(each -> folder.withPixels().contains(each.sopInstanceUid()))
            .toList();
    Map<String, String> measured = new HashMap<>();
    if (slices.size() == 1) {
      measured.put(
          slices.getFirst().sopInstanceUid(), measure(folder.root(), slices.getFirst(), SLICES));
    } else {
      for (int at : evenly(slices.size(), SLICES)) {
        var slice = slices.get(at);
        measured.put(slice.sopInstanceUid(), measure(folder.root(), slice, 1));
      }
    }
    return measured;
  }

  /** Some frames of an instance, at equal distance. */
  private static String measure(Path root, ImageInstance instance, int atMost) {
    int frames = Math.max(1, (int) HeaderNumbers.first(instance, "NumberOfFrames").orElse(1));
    var appearances = new ArrayList<SliceAppearance>();
    for (int frame : evenly(frames, atMost)) {
      InstanceAppearance.of(root, instance, frame).ifPresent(appearances::add);
    }
    return SliceAppearance.textOf(appearances);
  }

  /** Up to {@code count} of the numbers below {@code size}, at equal distance. */
  public static int[] evenly(int size, int count) {
    int taken = Math.min(size, count);
    int[] at = new int[taken];
    for (int i = 0; i < taken; i++) {
      at[i] = (int) ((i + 0.5) * size / taken);
    }
    return at;
  }

  private static ImagingStudy with(ImagingStudy study, Map<String, String> measured) {
    var events = new ArrayList<ClinicalEvent>();
    for (var series : study.series()) {
      for (var instance : series.instances()) {
        String text = measured.getOrDefault(instance.sopInstanceUid(), "");
        var attributes = new TreeMap<>(instance.attributes());
        if (!text.isEmpty()) {
          attributes.put(SliceAppearance.ATTRIBUTE, text);
        }
        events.add(
            StudyFolder.event(
                new ImageInstance(
                    instance.studyInstanceUid(),
                    instance.seriesInstanceUid(),
                    instance.sopInstanceUid(),
                    attributes)));
      }
    }
    return ImagingStudy.of(events).getFirst();
  }
}
