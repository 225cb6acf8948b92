package org.chiasm.connect.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.SequenceElement;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;

/**
 * The frames of a multi-frame instance that form one stack, where it holds several over the same
 * places: echoes, time points or diffusion weightings of enhanced MR (DICOM PS3.3 C.7.6.16). The
 * stack with the smallest value is read, of b-values the largest, as with series of single slices.
 *
 * @param frames from 0, those of the stack that is read
 * @param attribute the keyword by which the stacks were told apart; empty where there is only one
 * @param stacks how many there are
 */
record FrameStacks(List<Integer> frames, String attribute, int stacks) {
  private static final List<String> ATTRIBUTES =
      List.of(
          "DiffusionBValue",
          "EffectiveEchoTime",
          "TemporalPositionIndex",
          "StackID",
          "TemporalPositionTimeOffset",
          "FrameAcquisitionNumber",
          "FrameType");

  private static final String LARGEST_FIRST = "DiffusionBValue";

  /** Copies the frames. */
  FrameStacks {
    frames = List.copyOf(frames);
  }

  /** Of an instance with so many frames. */
  static FrameStacks of(DicomFile file, int count) {
    var all = new ArrayList<Integer>();
    for (int frame = 0; frame < count; frame++) {
      all.add(frame);
    }
    var groups = file.dataset().items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    if (count < 2 || groups.size() != count || areApart(all, groups)) {
      return new FrameStacks(all, "", 1);
    }
    for (String attribute : ATTRIBUTES) {
      Map<String, List<Integer>> byValue = new TreeMap<>(order(attribute));
      for (int frame : all) {
        byValue
            .computeIfAbsent(value(groups.get(frame), attribute), _ -> new ArrayList<>())
            .add(frame);
      }
      boolean separates =
          byValue.size() > 1
              && byValue.values().stream()
                  .allMatch(frames -> frames.size() > 1 && areApart(frames, groups));
      if (separates) {
        return new FrameStacks(byValue.values().iterator().next(), attribute, byValue.size());
      }
    }
    return new FrameStacks(all, "", 1);
  }

  /** What a reader should know; empty where there is one stack. */
  Optional<String> note() {
    return stacks < 2
        ? Optional.empty()
        : Optional.of(
            stacks + " stacks over the same places, told apart by " + attribute + "; one is read");
  }

  /** Whether no two frames state the same place. */
  private static boolean areApart(List<Integer> frames, List<DicomDataset> groups) {
    var places = new HashSet<String>();
    for (int frame : frames) {
      String place = value(groups.get(frame), "ImagePositionPatient");
      if (!place.isEmpty() && !places.add(place)) {
        return false;
      }
    }
    return true;
  }

  private static String value(DicomDataset group, String keyword) {
    int tag = DicomDictionary.tag(keyword).orElseThrow();
    return group.stream()
        .filter(SequenceElement.class::isInstance)
        .flatMap(macro -> ((SequenceElement) macro).items().stream().limit(1))
        .map(item -> item.strings(tag).stream().collect(Collectors.joining("\\")))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Comparator<String> order(String attribute) {
    int direction = attribute.equals(LARGEST_FIRST) ? -1 : 1;
    return Comparator.comparingDouble((String text) -> direction * number(text))
        .thenComparing(Comparator.naturalOrder());
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
