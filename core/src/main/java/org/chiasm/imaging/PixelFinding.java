package org.chiasm.imaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.imaging.appearance.SectionKind;
import org.chiasm.imaging.appearance.SeriesAppearance;
import org.chiasm.imaging.appearance.Sharpness;
import org.chiasm.imaging.appearance.SliceAppearance;
import org.chiasm.imaging.words.KernelFamily;

/**
 * What the pixels of a CT series say, as far as its instances carry measurements, beside the other
 * series of its study.
 *
 * @param appearance its own measurements, perhaps none
 * @param sharpness by itself, or beside other reconstructions of the same body
 */
record PixelFinding(SeriesAppearance appearance, Sharpness sharpness) {
  /** Nothing was measured. */
  static final PixelFinding NONE =
      new PixelFinding(new SeriesAppearance(List.of()), Sharpness.UNCLEAR);

  /** The findings of a study, by SeriesInstanceUID. */
  static Map<String, PixelFinding> of(ImagingStudy study) {
    Map<String, SeriesAppearance> measured = new TreeMap<>();
    for (var series : study.series()) {
      var appearance = of(series);
      if (appearance.isMeasured()) {
        measured.put(series.seriesInstanceUid(), appearance);
      }
    }
    Map<String, PixelFinding> findings = new TreeMap<>();
    measured.forEach(
        (uid, appearance) -> {
          var others = new ArrayList<SeriesAppearance>();
          measured.forEach(
              (other, beside) -> {
                if (!other.equals(uid)) {
                  others.add(beside);
                }
              });
          findings.put(uid, new PixelFinding(appearance, appearance.sharpnessAmong(others)));
        });
    return findings;
  }

  /** In the order of SOPInstanceUIDs, so that the order of events never matters. */
  private static SeriesAppearance of(ImagingSeries series) {
    return new SeriesAppearance(
        series.instances().stream()
            .filter(each -> !each.attribute(SliceAppearance.ATTRIBUTE).isEmpty())
            .sorted(Comparator.comparing(each -> each.sopInstanceUid()))
            .flatMap(each -> SliceAppearance.parseAll(each.attribute(SliceAppearance.ATTRIBUTE)))
            .toList());
  }

  /** The kernel families that the pixels allow, most typical first; none where they do not tell. */
  List<KernelFamily> families() {
    boolean skull = appearance.section().filter(SectionKind.SKULL::equals).isPresent();
    boolean lungs = appearance.section().filter(SectionKind.LUNGS::equals).isPresent();
    return switch (sharpness) {
      case SOFT ->
          skull ? List.of(KernelFamily.BRAIN, KernelFamily.SOFT) : List.of(KernelFamily.SOFT);
      case SHARP ->
          skull
              ? List.of(KernelFamily.BONE)
              : lungs
                  ? List.of(KernelFamily.LUNG, KernelFamily.BONE)
                  : List.of(KernelFamily.BONE, KernelFamily.LUNG);
      case UNCLEAR -> List.of();
    };
  }

  /** Whether the pixels by themselves show the opposite of all these families. */
  boolean contradicts(List<KernelFamily> stated) {
    boolean sharp = stated.contains(KernelFamily.LUNG) || stated.contains(KernelFamily.BONE);
    boolean soft = stated.contains(KernelFamily.SOFT) || stated.contains(KernelFamily.BRAIN);
    return switch (appearance.sharpness()) {
      case SHARP -> soft && !sharp && !stated.contains(KernelFamily.MEDIUM);
      case SOFT -> sharp && !soft;
      case UNCLEAR -> false;
    };
  }
}
