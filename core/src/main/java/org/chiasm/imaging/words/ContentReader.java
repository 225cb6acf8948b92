package org.chiasm.imaging.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chiasm.EventValue.ImageInstance;

/** Tells what kind of picture an instance is, from its header and {@code image-contents.tsv}. */
public final class ContentReader {
  private static final String SECONDARY_CAPTURE_CLASS = "1.2.840.10008.5.1.4.1.1.7";

  /** Digital mammography, for presentation and for processing: one exposure each. */
  private static final String MAMMOGRAM_CLASS = "1.2.840.10008.5.1.4.1.1.1.2";

  private static final ContentReader SHIPPED = load();

  private enum Kind {
    MODALITY,
    SOP_CLASS,
    IMAGE_TYPE,
    DERIVED_TYPE,
    DESCRIPTION
  }

  /**
   * One line of the table.
   *
   * @param equipment the values of Modality it holds for; empty for all
   */
  private record Mark(SeriesContent content, Kind kind, Set<String> equipment, List<String> words) {
    boolean holdsFor(String modality) {
      return equipment.isEmpty() || equipment.contains(modality);
    }
  }

  /**
   * What was found, and which attribute says so.
   *
   * @param content the kind of picture
   * @param attribute the DICOM keyword that decided
   * @param found its value, or the word of it that decided
   */
  public record Finding(SeriesContent content, String attribute, String found) {}

  private final List<Mark> marks;

  private ContentReader(List<Mark> marks) {
    this.marks = List.copyOf(marks);
  }

  /** The table that ships with Chiasm. */
  public static ContentReader shipped() {
    return SHIPPED;
  }

  /** What kind of picture an instance is; every instance is one. */
  public Finding read(ImageInstance instance) {
    String modality = instance.attribute("Modality").strip().toUpperCase(Locale.ROOT);
    var sopClass = instance.attribute("SOPClassUID");
    for (var mark : marks) {
      if (mark.content() == SeriesContent.NOT_AN_IMAGE) {
        if (mark.kind() == Kind.MODALITY && mark.words().contains(modality)) {
          return new Finding(SeriesContent.NOT_AN_IMAGE, "Modality", modality);
        }
        if (mark.kind() == Kind.SOP_CLASS && isClass(sopClass, mark.words())) {
          return new Finding(SeriesContent.NOT_AN_IMAGE, "SOPClassUID", sopClass);
        }
      }
    }
    if (instance.attribute("PresentationIntentType").strip().equals("FOR PROCESSING")) {
      return new Finding(SeriesContent.FOR_PROCESSING, "PresentationIntentType", "FOR PROCESSING");
    }
    boolean projection = Projections.isProjection(modality);
    var imageType = imageType(instance);
    var marked = marked(instance, modality, projection, imageType);
    if (marked.isPresent()) {
      return marked.get();
    }
    if (modality.equals("MG") && HeaderNumbers.first(instance, "NumberOfFrames").orElse(1) > 1) {
      return new Finding(
          SeriesContent.TOMOSYNTHESIS, "NumberOfFrames", instance.attribute("NumberOfFrames"));
    }
    if (instance.attribute("ComplexImageComponent").strip().equals("PHASE")) {
      return new Finding(SeriesContent.RENDERED, "ComplexImageComponent", "PHASE");
    }
    if (isClass(sopClass, List.of(SECONDARY_CAPTURE_CLASS))) {
      return new Finding(SeriesContent.SECONDARY_CAPTURE, "SOPClassUID", sopClass);
    }
    if (!projection
        && instance.attribute("SamplesPerPixel").strip().equals("3")
        && modality.equals("CT")) {
      return new Finding(SeriesContent.KEY_IMAGE, "SamplesPerPixel", "3 (colour)");
    }
    return plain(instance, imageType);
  }

  private Optional<Finding> marked(
      ImageInstance instance, String modality, boolean projection, List<String> imageType) {
    var description = DescriptionWords.of(instance.attribute("SeriesDescription"));
    var further = imageType.subList(Math.min(2, imageType.size()), imageType.size());
    String sopClass = instance.attribute("SOPClassUID");
    for (var mark : marks) {
      var content = mark.content();
      boolean label = content == SeriesContent.SLIDE_LABEL;
      boolean stackOnly =
          content == SeriesContent.LOCALIZER || content == SeriesContent.REFORMATTED;
      if (!mark.holdsFor(modality)
          || (label && !Projections.isSlide(modality))
          || (projection && stackOnly)) {
        continue;
      }
      switch (mark.kind()) {
        case MODALITY -> {}
        case SOP_CLASS -> {
          if (isClass(sopClass, mark.words())) {
            return Optional.of(new Finding(content, "SOPClassUID", sopClass));
          }
        }
        case IMAGE_TYPE, DERIVED_TYPE -> {
          boolean told = mark.kind() == Kind.IMAGE_TYPE || imageType.getFirst().equals("DERIVED");
          if (told && further.stream().anyMatch(mark.words()::contains)) {
            boolean projected =
                content == SeriesContent.TOMOSYNTHESIS && isClass(sopClass, List.of(MAMMOGRAM_CLASS));
            return Optional.of(
                new Finding(
                    projected ? SeriesContent.ACQUISITION_STEP : content,
                    "ImageType",
                    instance.attribute("ImageType")));
          }
        }
        case DESCRIPTION -> {
          for (String phrase : mark.words()) {
            if (description.fits(phrase)) {
              String shown = phrase.replace("=", "").replace("~", "");
              return Optional.of(new Finding(content, "SeriesDescription", shown));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a class is one of these or a child of one: 1.1.7 is no parent of 1.1.77. */
  private static boolean isClass(String sopClass, List<String> parents) {
    return parents.stream()
        .anyMatch(
            parent ->
                sopClass.equals(parent)
                    || sopClass.startsWith(parent.endsWith(".") ? parent : parent + "."));
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
    var marks = new ArrayList<Mark>();
    for (var row : TableFile.rows("image-contents.tsv")) {
      String[] kind = TableFile.cell(row, "kind").split("@", 2);
      marks.add(
          new Mark(
              SeriesContent.valueOf(TableFile.cell(row, "content")),
              Kind.valueOf(kind[0].toUpperCase(Locale.ROOT)),
              kind.length > 1 ? Set.of(kind[1].split("\\|", -1)) : Set.of(),
              TableFile.list(row, "words")));
    }
    return new ContentReader(marks);
  }
}
