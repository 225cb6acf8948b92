package org.chiasm.connect.deidentify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.connect.deidentify.ActionCounts.Action;
import org.chiasm.connect.deidentify.ConfidentialityProfile.Kind;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomElement;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicom.SequenceElement;
import org.chiasm.connect.dicom.ValueElement;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;

/**
 * De-identifies the elements of one data set and of those nested in it: by the profile's table
 * where it names them, else by their value representation; then whatever is kept is searched for
 * identifying values. Nothing private, unknown or oddly written is kept.
 */
final class DatasetCleaner {
  private static final String DUMMY = "ANONYMIZED";

  private final PseudonymKey key;
  private final String patient;
  private final DateShift shift;
  private final DeidentifyOptions options;
  private final ValueSafety safety;
  private final ActionCounts counts;

  DatasetCleaner(
      PseudonymKey key,
      String patient,
      DeidentifyOptions options,
      IdentifyingWords words,
      ActionCounts counts) {
    this.key = key;
    this.patient = patient;
    this.shift = new DateShift(key.dateShiftDays(patient));
    this.options = options;
    this.safety = new ValueSafety(words);
    this.counts = counts;
  }

  /** Cleans the data set of an instance, whose pixels stay. */
  DicomDataset clean(DicomDataset dataset) {
    return clean(dataset, true);
  }

  private DicomDataset clean(DicomDataset dataset, boolean isTop) {
    var builder = DicomDataset.builder(dataset.characterSet());
    for (var element : dataset) {
      var cleaned =
          element instanceof PixelDataElement pixels
              ? pixels(pixels, isTop)
              : element(dataset, element);
      cleaned.ifPresent(builder::put);
    }
    return builder.build();
  }

  private Optional<DicomElement> element(DicomDataset within, DicomElement element) {
    int tag = element.tag();
    if (Tag.isPrivate(tag)) {
      return removed(Action.PRIVATE_REMOVED);
    }
    int high = Tag.group(tag) >> Byte.SIZE;
    if (high == 0x50 || high == 0x60) {
      return removed(Action.GRAPHICS_REMOVED);
    }
    if (tag == Tag.PATIENT_ID || tag == Tag.PATIENT_NAME) {
      return replaced(Action.PSEUDONYM, tag, element.vr(), key.pseudonym(patient));
    }
    var entry = DicomDictionary.entry(tag);
    if (entry.isEmpty() || Tag.element(tag) == 0) {
      return removed(Action.UNKNOWN_REMOVED);
    }
    if (!entry.get().representations().contains(element.vr())) {
      return removed(Action.UNKNOWN_REMOVED);
    }
    var row = ConfidentialityProfile.row(tag);
    return row.isPresent()
        ? byTable(within, element, row.get())
        : byRepresentation(within, element, entry.get().keyword());
  }

  private Optional<DicomElement> pixels(PixelDataElement pixels, boolean isTop) {
    return isTop && Tag.isPixelData(pixels.tag()) ? kept(pixels) : removed(Action.UNKNOWN_REMOVED);
  }

  private Optional<DicomElement> byTable(
      DicomDataset within, DicomElement element, ConfidentialityProfile.Row row) {
    if (row.kind() == Kind.PATIENT && options.keepPatientCharacteristics()) {
      return characteristic(within, element);
    }
    if (row.kind() == Kind.DESCRIPTOR && element instanceof ValueElement value) {
      return description(within, value, row.action());
    }
    return switch (row.action()) {
      case "X", "X/Z" -> removed(Action.REMOVED);
      case "X/Z/U*" -> nested(element);
      case "U" -> uid(within, element);
      case "C-DATE" -> byRepresentation(within, element, "");
      case "Z" -> emptied(element);
      default -> dummy(element);
    };
  }

  private Optional<DicomElement> byRepresentation(
      DicomDataset within, DicomElement element, String keyword) {
    return switch (element.vr()) {
      case SQ -> nested(element);
      case UI -> uid(within, element);
      case DA -> moved(element, shift.dates(within.strings(element.tag())));
      case DT -> moved(element, shift.dateTimes(within.strings(element.tag())));
      case LO, SH, UC ->
          ConfidentialityProfile.isKeptText(keyword)
              ? safe(within, element)
              : removed(Action.TEXT_REMOVED);
      case PN, LT, ST, UT, UR, AE, AS -> removed(Action.TEXT_REMOVED);
      case UN -> removed(Action.UNKNOWN_REMOVED);
      case OB ->
          ValueSafety.isNumericTable(element.tag())
              ? safe(within, element)
              : removed(Action.UNKNOWN_REMOVED);
      default -> safe(within, element);
    };
  }

  private Optional<DicomElement> safe(DicomDataset within, DicomElement element) {
    return safety.isSafe(within, element)
        ? kept(element)
        : removed(Action.IDENTIFYING_VALUE_REMOVED);
  }

  private Optional<DicomElement> nested(DicomElement element) {
    if (!(element instanceof SequenceElement sequence)) {
      return removed(Action.UNKNOWN_REMOVED);
    }
    counts.add(Action.KEPT);
    return Optional.of(
        new SequenceElement(
            sequence.tag(), sequence.items().stream().map(item -> clean(item, false)).toList()));
  }

  private Optional<DicomElement> uid(DicomDataset within, DicomElement element) {
    if (ValueSafety.isClassUid(element.tag())) {
      return safe(within, element);
    }
    var uids = within.strings(element.tag());
    var replaced = new ArrayList<String>();
    boolean changed = false;
    for (String uid : uids) {
      boolean stays = uid.isEmpty() || ValueSafety.isWellKnown(uid);
      changed |= !stays;
      replaced.add(stays ? uid : key.uid(uid));
    }
    return changed || ValueSafety.hasHiddenBytes(element)
        ? replaced(
            Action.UID_REPLACED, element.tag(), element.vr(), replaced.toArray(String[]::new))
        : safe(within, element);
  }

  private Optional<DicomElement> moved(DicomElement element, Optional<List<String>> values) {
    return values.isEmpty()
        ? emptied(element)
        : replaced(
            Action.DATE_SHIFTED, element.tag(), element.vr(), values.get().toArray(String[]::new));
  }

  private Optional<DicomElement> description(
      DicomDataset within, ValueElement element, String action) {
    String text = String.join(" ", within.strings(element.tag()));
    if (options.keepDescriptors()) {
      return safety.isIdentifying(text)
          ? removed(Action.IDENTIFYING_VALUE_REMOVED)
          : safe(within, element);
    }
    var words = new ArrayList<String>();
    for (String word : text.split("[^\\p{L}\\p{N}.,]+", -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      boolean isSize = lower.matches("\\d{1,2}([.,]\\d{1,2})?(mm|cm)");
      boolean isKnown = isSize || ConfidentialityProfile.isDescriptorWord(lower);
      if (isKnown && US_ASCII.newEncoder().canEncode(word) && !safety.isIdentifying(word)) {
        words.add(word);
      }
    }
    if (words.isEmpty() || !element.vr().isString()) {
      return action.startsWith("X") ? removed(Action.REMOVED) : emptied(element);
    }
    String cleaned = String.join(" ", words);
    int most = element.vr() == Vr.SH ? 16 : 64;
    return replaced(
        Action.DESCRIPTION_CLEANED,
        element.tag(),
        element.vr(),
        cleaned.substring(0, Math.min(most, cleaned.length())).strip());
  }

  /** Ages of 90 years and more are one age. */
  private Optional<DicomElement> characteristic(DicomDataset within, DicomElement element) {
    String age = within.string(element.tag()).orElse("");
    if (element.vr() == Vr.AS && age.matches("\\d{3}Y") && age.compareTo("090Y") > 0) {
      return replaced(Action.REPLACED_BY_DUMMY, element.tag(), Vr.AS, "090Y");
    }
    return switch (element.vr()) {
      case CS, AS, DS, US -> safe(within, element);
      default -> removed(Action.REMOVED);
    };
  }

  private Optional<DicomElement> dummy(DicomElement element) {
    return switch (element.vr()) {
      case PN, LO, UC, ST, LT, UT ->
          replaced(Action.REPLACED_BY_DUMMY, element.tag(), element.vr(), DUMMY);
      case SH, CS -> replaced(Action.REPLACED_BY_DUMMY, element.tag(), element.vr(), DUMMY);
      case SQ -> removed(Action.REMOVED);
      default -> emptied(element);
    };
  }

  private Optional<DicomElement> emptied(DicomElement element) {
    counts.add(Action.EMPTIED);
    return Optional.of(
        element.vr() == Vr.SQ
            ? new SequenceElement(element.tag(), List.of())
            : new ValueElement(element.tag(), element.vr(), new byte[0]));
  }

  private Optional<DicomElement> replaced(Action action, int tag, Vr vr, String... values) {
    counts.add(action);
    var written = vr.isString() ? vr : Vr.LO;
    return Optional.of(
        new ValueElement(tag, written, String.join("\\", values).getBytes(US_ASCII)));
  }

  private Optional<DicomElement> kept(DicomElement element) {
    counts.add(Action.KEPT);
    return Optional.of(element);
  }

  private Optional<DicomElement> removed(Action action) {
    counts.add(action);
    return Optional.empty();
  }
}
