package org.chiasm.connect.deidentify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.SequenceElement;
import org.chiasm.connect.dicom.ValueElement;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;

/**
 * The values of an instance that name somebody or something, wherever they stand in it: names and
 * their parts, identifiers, institutions, UIDs. What is kept is searched for them.
 */
final class IdentifyingWords {
  private static final int MIN_NAME = 3;
  private static final int MIN_VALUE = 4;
  private static final int MIN_INSIDE = 6;
  private static final List<Integer> UIDS =
      List.of(
          Tag.SOP_INSTANCE_UID,
          Tag.SERIES_INSTANCE_UID,
          Tag.STUDY_INSTANCE_UID,
          Tag.FRAME_OF_REFERENCE_UID);

  private final Set<String> words = new HashSet<>();
  private final Set<String> shortNames = new HashSet<>();

  /** The identifying values of an instance, those of nested data sets included. */
  static IdentifyingWords of(DicomDataset dataset) {
    var found = new IdentifyingWords();
    found.collect(dataset);
    return found;
  }

  private void collect(DicomDataset dataset) {
    for (var element : dataset) {
      switch (element) {
        case SequenceElement sequence -> sequence.items().forEach(this::collect);
        case ValueElement value -> {
          var kind =
              ConfidentialityProfile.row(value.tag())
                  .map(ConfidentialityProfile.Row::kind)
                  .orElse(ConfidentialityProfile.Kind.PLAIN);
          boolean isName = value.vr() == Vr.PN || kind == ConfidentialityProfile.Kind.NAME;
          if (isName || kind == ConfidentialityProfile.Kind.IDENTIFIER) {
            dataset.strings(value.tag()).forEach(text -> add(text, isName));
          } else if (UIDS.contains(value.tag())) {
            dataset.strings(value.tag()).forEach(text -> add(text, false));
          }
        }
        default -> {}
      }
    }
  }

  private void add(String text, boolean isName) {
    String value = lower(text);
    if (value.length() >= MIN_VALUE) {
      words.add(value);
    }
    if (isName) {
      for (String part : value.split("[\\^=, .;/\\\\\u0000]+", -1)) {
        if (part.length() >= MIN_NAME) {
          words.add(part);
        }
      }
      for (String group : value.split("=", -1)) {
        String[] components = group.split("\\^", -1);
        for (int i = 0; i < Math.min(2, components.length); i++) {
          addShort(components[i]);
        }
      }
    }
  }

  /** Family and given names of two letters; titles (MR) are none. */
  private void addShort(String component) {
    for (String part : component.split("[, .;/\u0000]+", -1)) {
      if (part.length() == 2 && part.chars().allMatch(Character::isLetter)) {
        shortNames.add(part);
      }
    }
  }

  /**
   * Whether a name of two letters stands in a text as a word of its own. Asked of what a person
   * typed only: a code such as the Modality MR may look like one.
   */
  boolean hasShortName(String text) {
    return Arrays.stream(lower(text).split("[^\\p{L}\\p{M}]+", -1)).anyMatch(shortNames::contains);
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether one of them stands in a text; a short one as a word of its own. */
  boolean isIn(String text) {
    String within = lower(text);
    for (String word : words) {
      for (int at = within.indexOf(word); at >= 0; at = within.indexOf(word, at + 1)) {
        if (word.length() >= MIN_INSIDE || isAlone(within, at, at + word.length())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a text is one of them. */
  boolean isWhole(String text) {
    return words.contains(lower(text));
  }

  /** As {@link #isIn(String)}, of bytes whatever their character set. */
  boolean isIn(byte[] text) {
    return isIn(new String(text, ISO_8859_1));
  }

  private static boolean isAlone(String text, int from, int to) {
    return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
        && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
  }
}
