package org.chiasm.connect.slide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicomdictionary.Tag;

/**
 * The instances of one slide put in order: those of one concatenation (DICOM PS3.3 C.7.6.16.2.2.4)
 * by InConcatenationNumber, everything else by InstanceNumber. A concatenation of which a part is
 * missing is refused: tissue that has not arrived would look like glass.
 */
final class SlideParts {
  private static final int UID = TileLayout.tag("ConcatenationUID");
  private static final int NUMBER = TileLayout.tag("InConcatenationNumber");
  private static final int TOTAL = TileLayout.tag("InConcatenationTotalNumber");
  private static final int OFFSET = TileLayout.tag("ConcatenationFrameOffsetNumber");

  private SlideParts() {}

  /**
   * An instance.
   *
   * @param image names what it is a part of: a concatenation, else itself
   * @param firstFrame how many frames of the whole lie before its own
   */
  record Part(DicomFile file, String image, long firstFrame) {}

  /**
   * In an order that does not depend on the one given.
   *
   * @throws SlideException if a part of a concatenation is missing
   */
  static List<Part> of(List<DicomFile> files) throws SlideException {
    var sorted = new ArrayList<>(files);
    sorted.sort(
        Comparator.comparingInt((DicomFile file) -> number(file, Tag.INSTANCE_NUMBER))
            .thenComparing(file -> text(file, Tag.SOP_INSTANCE_UID)));
    Map<String, List<DicomFile>> images = new LinkedHashMap<>();
    for (var file : sorted) {
      String image = text(file, UID).isEmpty() ? text(file, Tag.SOP_INSTANCE_UID) : text(file, UID);
      images.computeIfAbsent(image, _ -> new ArrayList<>()).add(file);
    }
    var parts = new ArrayList<Part>();
    for (var image : images.entrySet()) {
      boolean concatenated = !text(image.getValue().getFirst(), UID).isEmpty();
      parts.addAll(
          concatenated
              ? concatenation(image.getKey(), image.getValue())
              : image.getValue().stream().map(file -> new Part(file, image.getKey(), 0)).toList());
    }
    return parts;
  }

  private static List<Part> concatenation(String image, List<DicomFile> files)
      throws SlideException {
    Map<Integer, DicomFile> byNumber = new LinkedHashMap<>();
    int total = 0;
    for (var file :
        files.stream().sorted(Comparator.comparingInt(each -> number(each, NUMBER))).toList()) {
      byNumber.putIfAbsent(number(file, NUMBER), file);
      total = Math.max(Math.max(total, number(file, TOTAL)), number(file, NUMBER));
    }
    if (byNumber.size() < total || !byNumber.containsKey(1)) {
      throw new SlideException(
          "a concatenation has "
              + byNumber.size()
              + " of its "
              + Math.max(total, byNumber.size() + 1)
              + " parts");
    }
    var parts = new ArrayList<Part>();
    long frames = 0;
    for (var file : byNumber.values()) {
      long stated = (long) file.dataset().decimal(OFFSET).orElse(-1);
      parts.add(new Part(file, image, stated >= 0 ? stated : frames));
      frames += Math.max(1, number(file, Tag.NUMBER_OF_FRAMES));
    }
    return parts;
  }

  private static int number(DicomFile file, int tag) {
    return file.dataset().integer(tag).orElse(0);
  }

  private static String text(DicomFile file, int tag) {
    return file.dataset().string(tag).orElse("").strip();
  }
}
