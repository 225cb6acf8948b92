package org.chiasm.imaging.words;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chiasm.EventValue.ImageInstance;

/** Tells what kind of picture an instance is, from its header and {@code image-contents.tsv}. */
public final class ContentReader {
  private static final String SECONDARY_CAPTURE_CLASS = "1.2.840.10008.5.1.4.1.1.7";
  private static final ContentReader SHIPPED = load();

  private record Marks(Set<String> imageType, List<String> descriptions) {}

  /**
   * What was found, and which attribute says so.
   *
   * @param content the kind of picture
   * @param attribute the DICOM keyword that decided
   * @param found its value, or the word of it that decided
   */
  public record Finding(SeriesContent content, String attribute, String found) {}

  private final Map<SeriesContent, Marks> marks;
  private final Set<String> notAnImage;
  private final List<String> notImageClasses;

  private ContentReader(
      Map<SeriesContent, Marks> marks, Set<String> notAnImage, List<String> notImageClasses) {
    this.marks = marks;
    this.notAnImage = notAnImage;
    this.notImageClasses = List.copyOf(notImageClasses);
  }

  /** The table that ships with Chiasm. */
  public static ContentReader shipped() {
    return SHIPPED;
  }

  /** What kind of picture an instance is; every instance is one. */
  public Finding read(ImageInstance instance) {
    String modality = instance.attribute("Modality").strip().toUpperCase(Locale.ROOT);
    if (notAnImage.contains(modality)) {
      return new Finding(SeriesContent.NOT_AN_IMAGE, "Modality", modality);
    }
    String sopClass = instance.attribute("SOPClassUID");
    if (notImageClasses.stream().anyMatch(sopClass::startsWith)) {
      return new Finding(SeriesContent.NOT_AN_IMAGE, "SOPClassUID", sopClass);
    }
    if (instance.attribute("PresentationIntentType").strip().equals("FOR PROCESSING")) {
      return new Finding(SeriesContent.FOR_PROCESSING, "PresentationIntentType", "FOR PROCESSING");
    }
    boolean projection = Projections.isProjection(modality);
    var imageType = imageType(instance);
    var description = DescriptionWords.of(instance.attribute("SeriesDescription"));
    for (var entry : marks.entrySet()) {
      var content = entry.getKey();
      boolean label = content == SeriesContent.SLIDE_LABEL;
      boolean stackOnly =
          content == SeriesContent.LOCALIZER || content == SeriesContent.REFORMATTED;
      if ((label && !Projections.isSlide(modality)) || (projection && stackOnly)) {
        continue;
      }
      for (String value : imageType.subList(Math.min(2, imageType.size()), imageType.size())) {
        if (entry.getValue().imageType().contains(value)) {
          return new Finding(content, "ImageType", instance.attribute("ImageType"));
        }
      }
      for (String phrase : entry.getValue().descriptions()) {
        if (description.contains(phrase)) {
          return new Finding(content, "SeriesDescription", phrase);
        }
      }
    }
    if (instance.attribute("SOPClassUID").startsWith(SECONDARY_CAPTURE_CLASS)) {
      return new Finding(
          SeriesContent.SECONDARY_CAPTURE, "SOPClassUID", instance.attribute("SOPClassUID"));
    }
    if (!projection
        && instance.attribute("SamplesPerPixel").strip().equals("3")
        && modality.equals("CT")) {
      return new Finding(SeriesContent.KEY_IMAGE, "SamplesPerPixel", "3 (colour)");
    }
    return plain(instance, imageType);
  }

  private static Finding plain(ImageInstance instance, List<String> imageType) {
    String shown =
        instance.attribute("ImageType").isBlank() ? "none" : instance.attribute("ImageType");
    boolean derived =
        !imageType.isEmpty()
            && imageType.getFirst().equals("DERIVED")
            && !Projections.isSlide(instance.attribute("Modality"));
    boolean secondary = imageType.size() > 1 && imageType.get(1).equals("SECONDARY");
    boolean slices = !Projections.isProjection(instance.attribute("Modality"));
    if (derived && secondary && slices) {
      return new Finding(SeriesContent.REFORMATTED, "ImageType", shown);
    }
    return new Finding(
        derived ? SeriesContent.DERIVED : SeriesContent.ORIGINAL, "ImageType", shown);
  }

  private static List<String> imageType(ImageInstance instance) {
    var values = new ArrayList<String>();
    for (String value : instance.attribute("ImageType").split("\\\\", -1)) {
      values.add(value.strip().toUpperCase(Locale.ROOT));
    }
    return values;
  }

  private static ContentReader load() {
    var marks = new LinkedHashMap<SeriesContent, Marks>();
    var notAnImage = new HashSet<String>();
    var notImageClasses = new ArrayList<String>();
    for (var row : TableFile.rows("image-contents.tsv")) {
      var listed = TableFile.list(row, "words");
      var content = SeriesContent.valueOf(TableFile.cell(row, "content"));
      var known = marks.getOrDefault(content, new Marks(Set.of(), List.of()));
      switch (TableFile.cell(row, "kind")) {
        case "modality" -> notAnImage.addAll(listed);
        case "sop_class" -> notImageClasses.addAll(listed);
        case "image_type" ->
            marks.put(content, new Marks(Set.copyOf(listed), known.descriptions()));
        case "description" -> marks.put(content, new Marks(known.imageType(), listed));
        default ->
            throw new IllegalStateException("image-contents.tsv: unknown kind at " + content);
      }
    }
    return new ContentReader(marks, notAnImage, notImageClasses);
  }
}
