package org.chiasm.connect.burnedin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.chiasm.connect.burnedin.BurnedInAnnotation.Verdict;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.pixel.FrameResult;
import org.chiasm.connect.pixel.InstanceFrames;

/**
 * Looks for words in the pixels of an instance: what the header says, what kind of instance it is,
 * and whether the first, middle or last frame shows lines of glyph-like shapes. A search that finds
 * nothing proves nothing: handwriting, glyphs below 6 pixels and blurred text are not found.
 */
public final class BurnedInSearch {
  private static final int RECOGNIZABLE_VISUAL_FEATURES = 0x00280302;
  private static final int BINARY = 1;

  private BurnedInSearch() {}

  /** Looks at an instance. Cost: three frames are decoded at most. */
  public static BurnedInAnnotation of(DicomFile file, InstanceFrames frames) {
    var evidence = new ArrayList<String>();
    String header = flag(file, Tag.BURNED_IN_ANNOTATION);
    if (!header.equals("ABSENT")) {
      evidence.add("Burned In Annotation is " + header);
    }
    var verdict = header.equals("YES") ? Verdict.YES : Verdict.NO;
    var kind = RiskTable.reason(file);
    if (kind.isPresent()) {
      evidence.add("kind of instance: " + kind.get());
      if (header.equals("ABSENT")) {
        verdict = Verdict.LIKELY;
      }
    }
    var lines = new ArrayList<String>();
    boolean tested = lines(frames, lines);
    evidence.addAll(lines);
    if (!lines.isEmpty() && verdict == Verdict.NO) {
      verdict = Verdict.POSSIBLE;
    }
    return new BurnedInAnnotation(
        verdict,
        header,
        flag(file, RECOGNIZABLE_VISUAL_FEATURES),
        tested ? lines.isEmpty() ? "NONE" : "POSSIBLE" : "NOT_TESTED",
        evidence);
  }

  private static String flag(DicomFile file, int tag) {
    String value = file.dataset().string(tag).orElse("").strip().toUpperCase(Locale.ROOT);
    return value.equals("YES") || value.equals("NO") ? value : "ABSENT";
  }

  private static boolean lines(InstanceFrames frames, List<String> found) {
    if (frames.description().filter(each -> each.bitsStored() == BINARY).isPresent()) {
      return false;
    }
    boolean tested = false;
    var chosen = new TreeSet<>(List.of(0, frames.count() / 2, frames.count() - 1));
    for (int number : chosen) {
      if (frames.frame(number) instanceof FrameResult.Decoded(var frame)) {
        tested = true;
        for (var line : new GlyphSearch(frame).lines()) {
          found.add((frames.count() > 1 ? "frame " + (number + 1) + ": " : "") + line.words());
        }
      }
    }
    return tested;
  }
}
