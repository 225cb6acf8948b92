package org.chiasm.connect.dicom;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomtext.DicomDateTime;
import org.chiasm.connect.dicomtext.PersonName;
import org.chiasm.connect.dicomtext.SpecificCharacterSet;

/**
 * Data elements in tag order, each tag once (DICOM PS3.5 clause 7). Immutable.
 *
 * <p>The typed getters never fail: a value that is not what its element should hold is as absent as
 * one that is not there, and the element itself still shows the bytes. {@link #toString} shows no
 * value.
 */
public final class DicomDataset implements Iterable<DicomElement> {
  private static final DicomDataset EMPTY = builder().build();

  private final List<DicomElement> elements;
  private final SpecificCharacterSet characterSet;

  DicomDataset(List<DicomElement> elements, SpecificCharacterSet characterSet) {
    this.elements = List.copyOf(elements);
    this.characterSet = requireNonNull(characterSet, "characterSet");
  }

  /** A data set without elements. */
  public static DicomDataset empty() {
    return EMPTY;
  }

  /**
   * Builds a data set whose words are written in the default repertoire until it says otherwise.
   */
  public static DicomDatasetBuilder builder() {
    return new DicomDatasetBuilder(SpecificCharacterSet.DEFAULT);
  }

  /** Builds an item of a sequence whose data set has this character set (PS3.5 7.5.3). */
  public static DicomDatasetBuilder builder(SpecificCharacterSet inherited) {
    return new DicomDatasetBuilder(inherited);
  }

  /** Builds a data set that starts with these elements. */
  public DicomDatasetBuilder toBuilder() {
    var builder = new DicomDatasetBuilder(characterSet);
    elements.forEach(builder::put);
    return builder;
  }

  /** The element with a tag. */
  public Optional<DicomElement> element(int tag) {
    int low = 0;
    int high = elements.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compareUnsigned(elements.get(middle).tag(), tag);
      if (order == 0) {
        return Optional.of(elements.get(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /**
   * The tag by which this data set holds a vendor's element (PS3.5 7.8.1).
   *
   * @param group odd
   * @param creator what the vendor calls the block
   * @param element 0 to 0xFF, within the block
   */
  public OptionalInt privateTag(int group, String creator, int element) {
    for (int block = 0x10; block <= 0xFF; block++) {
      if (string(Tag.of(group, block)).filter(creator::equals).isPresent()) {
        return OptionalInt.of(Tag.of(group, (block << 8) | element));
      }
    }
    return OptionalInt.empty();
  }

  /** The elements in tag order. */
  @Override
  public Iterator<DicomElement> iterator() {
    return elements.iterator();
  }

  /** The elements in tag order. */
  public Stream<DicomElement> stream() {
    return elements.stream();
  }

  /** How many elements there are, those of items not counted. */
  public int size() {
    return elements.size();
  }

  /** How words are written here, inherited from the enclosing data set where not said. */
  public SpecificCharacterSet characterSet() {
    return characterSet;
  }

  /** Whether there is an element, be it empty. */
  public boolean contains(int tag) {
    return element(tag).isPresent();
  }

  /**
   * Every value of an element in words, without padding; numbers in digits. No value: an empty
   * list; an empty one between others: an empty string.
   */
  public List<String> strings(int tag) {
    return element(tag).map(found -> ValueText.of(found, characterSet)).orElse(List.of());
  }

  /** The first value in words, if it is not empty. */
  public Optional<String> string(int tag) {
    var values = strings(tag);
    return values.isEmpty() || values.getFirst().isEmpty()
        ? Optional.empty()
        : Optional.of(values.getFirst());
  }

  /** The first value as a whole number. */
  public OptionalInt integer(int tag) {
    return string(tag).map(ValueText::integer).orElse(OptionalInt.empty());
  }

  /** The first value as a finite number. */
  public OptionalDouble decimal(int tag) {
    return string(tag).map(ValueText::decimal).orElse(OptionalDouble.empty());
  }

  /** Every value as a finite number; empty if one of them is none. */
  public double[] decimals(int tag) {
    var parsed = strings(tag).stream().map(ValueText::decimal).toList();
    return parsed.stream().allMatch(OptionalDouble::isPresent)
        ? parsed.stream().mapToDouble(OptionalDouble::orElseThrow).toArray()
        : new double[0];
  }

  /** The first value as a date. */
  public Optional<LocalDate> date(int tag) {
    return string(tag).flatMap(DicomDateTime::parseDate);
  }

  /** The first value as a time of day. */
  public Optional<LocalTime> time(int tag) {
    return string(tag).flatMap(DicomDateTime::parseTime);
  }

  /** The first value as a date and time; empty unless it gives at least the hour. */
  public Optional<DicomDateTime> dateTime(int tag) {
    return string(tag).flatMap(DicomDateTime::parse);
  }

  /** A date and a time of day that two elements give, such as Content Date and Content Time. */
  public Optional<DicomDateTime> dateTime(int dateTag, int timeTag) {
    return date(dateTag).flatMap(day -> time(timeTag).map(time -> DicomDateTime.of(day, time)));
  }

  /** Timezone Offset From UTC (0008,0201), which holds for every time without its own. */
  public Optional<ZoneOffset> timezoneOffset() {
    return string(Tag.TIMEZONE_OFFSET_FROM_UTC).flatMap(DicomDateTime::parseOffset);
  }

  /** The first value as a person's name. */
  public Optional<PersonName> personName(int tag) {
    return string(tag).map(PersonName::parse);
  }

  /** The data sets of a sequence; none if it is absent, empty or no sequence. */
  public List<DicomDataset> items(int tag) {
    return element(tag).orElse(null) instanceof SequenceElement sequence
        ? sequence.items()
        : List.of();
  }

  /** The first item of a sequence, then the first of one in it, and so on. */
  public Optional<DicomDataset> item(int... path) {
    var found = Optional.of(this);
    for (int tag : path) {
      found = found.flatMap(within -> within.items(tag).stream().findFirst());
    }
    return found;
  }

  /** The pixels, be they integer or floating point. */
  public Optional<PixelDataElement> pixelData() {
    return Stream.of(Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA)
        .flatMap(tag -> element(tag).stream())
        .filter(PixelDataElement.class::isInstance)
        .map(PixelDataElement.class::cast)
        .findFirst();
  }

  @Override
  public String toString() {
    return "DicomDataset[" + elements.size() + " elements]";
  }
}
