package org.chiasm.connect.deidentify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomElement;
import org.chiasm.connect.dicom.SequenceElement;
import org.chiasm.connect.dicom.ValueElement;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value of its own in each attribute of the profile's table, one attribute at a time. */
class EveryAttributeTest {
  private static final PseudonymKey KEY = InstanceDeidentifierTest.key(5, "EVERY");
  private static final int FIRST_TAG = 0x00080000;

  /** An instance with an encapsulated document is withheld whole. */
  private static final int DOCUMENT = 0x00420011;

  /** Of every row, the attribute and its action. */
  private static Map<Integer, String> rows() throws Exception {
    Map<Integer, String> rows = new LinkedHashMap<>();
    try (var in =
        Objects.requireNonNull(
            ConfidentialityProfile.class.getResourceAsStream("profile.tsv"), "profile.tsv")) {
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        String[] cells = line.split("\t", -1);
        if (!line.startsWith("#") && !cells[0].equals("tag")) {
          rows.put(Integer.parseUnsignedInt(cells[0], 16), cells[1]);
        }
      }
    }
    return rows;
  }

  /** Values that stand nowhere else, so that no search for known names can find them. */
  private static String secret(int tag, Vr vr) {
    return switch (vr) {
      case DA -> "19370214";
      case DT -> "19370214101112";
      case UI -> "1.2.276.0.99887." + Integer.toUnsignedString(tag);
      case DS, IS -> "73190268";
      case AS -> "037Y";
      default -> "ZQX" + String.format(Locale.ROOT, "%08X", tag);
    };
  }

  private static DicomElement element(int tag, Vr vr, String secret) {
    return vr == Vr.SQ
        ? new SequenceElement(
            tag,
            List.of(
                DicomDataset.builder()
                    .string(0x00081155, "1.2.276.0.99887.1")
                    .string(Tag.PATIENT_NAME, secret)
                    .string(0x00081070, secret)
                    .build()))
        : new ValueElement(tag, vr, secret.getBytes(US_ASCII));
  }

  private static String cleaned(DicomElement element, boolean nested, DeidentifyOptions options)
      throws Exception {
    var dataset = InstanceDeidentifierTest.instance("1", "20240131");
    if (nested) {
      dataset.sequence(
          Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
          DicomDataset.builder()
              .sequence(
                  DicomDictionary.tag("FrameContentSequence").orElseThrow(),
                  DicomDataset.builder().put(element).build())
              .build());
    } else {
      dataset.put(element);
    }
    return new InstanceDeidentifier(KEY, options).of(InstanceDeidentifierTest.file(dataset))
            instanceof Deidentified.Instance instance
        ? new String(InstanceDeidentifierTest.written(instance.file().dataset()), ISO_8859_1)
        : "";
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noValueOfAnAttributeThatTheProfileNamesSurvives(boolean nested) throws Exception {
    var survivors = new ArrayList<String>();
    int tried = 0;
    for (var row : rows().entrySet()) {
      int tag = row.getKey();
      var entry = DicomDictionary.entry(tag);
      if (Integer.compareUnsigned(tag, FIRST_TAG) < 0 || entry.isEmpty()) {
        continue;
      }
      for (var vr : entry.get().representations()) {
        boolean isNumber = !vr.isString() && vr != Vr.SQ && vr != Vr.OB && vr != Vr.UN;
        if (vr == Vr.TM || isNumber) {
          continue;
        }
        tried++;
        String secret = secret(tag, vr);
        if (cleaned(element(tag, vr, secret), nested, DeidentifyOptions.STRICT).contains(secret)) {
          survivors.add(entry.get().keyword() + " " + vr + " " + row.getValue());
        }
      }
    }
    assertThat(tried).isGreaterThan(400);
    assertThat(survivors).isEmpty();
  }

  @Test
  void numbersThatTheProfileRemovesAreGone() throws Exception {
    int tried = 0;
    for (var row : rows().entrySet()) {
      int tag = row.getKey();
      var vr = DicomDictionary.entry(tag).map(each -> each.representations().getFirst());
      boolean isRemoved = row.getValue().startsWith("X") && !row.getValue().endsWith("*");
      if (isRemoved
          && vr.isPresent()
          && !vr.get().isString()
          && vr.get() != Vr.SQ
          && tag != DOCUMENT
          && Integer.compareUnsigned(tag, FIRST_TAG) >= 0) {
        tried++;
        var dataset =
            InstanceDeidentifierTest.instance("1", "20240131")
                .put(new ValueElement(tag, vr.get(), new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        assertThat(
                InstanceDeidentifierTest.cleaned(
                        InstanceDeidentifierTest.file(dataset), KEY, DeidentifyOptions.STRICT)
                    .contains(tag))
            .as(DicomDictionary.keyword(tag))
            .isFalse();
      }
    }
    assertThat(tried).isPositive();
  }

  @Test
  void oneUidHasOneReplacementAtEveryDepthAndOneDateOneShift() throws Exception {
    var reference = DicomDataset.builder().string(0x00081155, "1.2.276.0.99887.5").build();
    var dataset =
        InstanceDeidentifierTest.instance("1", "20240131")
            .string(Tag.FRAME_OF_REFERENCE_UID, "1.2.276.0.99887.5")
            .string(Tag.SERIES_DATE, "20240201")
            .sequence(
                0x00081140,
                DicomDataset.builder()
                    .string(0x00081155, "1.2.276.0.99887.5")
                    .sequence(0x00081199, reference)
                    .build());
    var clean =
        InstanceDeidentifierTest.cleaned(
            InstanceDeidentifierTest.file(dataset), KEY, DeidentifyOptions.STRICT);
    String replaced = clean.string(Tag.FRAME_OF_REFERENCE_UID).orElseThrow();
    assertThat(replaced).startsWith("2.25.");
    var item = clean.items(0x00081140).getFirst();
    assertThat(item.string(0x00081155)).contains(replaced);
    assertThat(item.items(0x00081199).getFirst().string(0x00081155)).contains(replaced);
    assertThat(
            ChronoUnit.DAYS.between(
                clean.date(Tag.STUDY_DATE).orElseThrow(),
                clean.date(Tag.SERIES_DATE).orElseThrow()))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Li^Wu", "Muster^Erika", "O'Neill^Jo", "Ng^Ai"})
  void theNameInWhatWasTypedDoesNotSurviveEvenWhereDescriptionsAreKept(String name)
      throws Exception {
    for (String part : name.split("\\^", -1)) {
      for (int tag :
          new int[] {
            Tag.STUDY_DESCRIPTION, Tag.SERIES_DESCRIPTION, Tag.PROTOCOL_NAME, 0x00204000
          }) {
        for (boolean keep : new boolean[] {false, true}) {
          var dataset =
              InstanceDeidentifierTest.instance("1", "20240131").string(Tag.PATIENT_NAME, name);
          String typed = "thorax of " + part + ", seen";
          dataset.put(
              new ValueElement(tag, tag == 0x00204000 ? Vr.LT : Vr.LO, typed.getBytes(US_ASCII)));
          var clean =
              InstanceDeidentifierTest.cleaned(
                  InstanceDeidentifierTest.file(dataset),
                  KEY,
                  new DeidentifyOptions(keep, true, true));
          assertThat(clean.string(tag).orElse("")).doesNotContain(part);
        }
      }
    }
  }

  @Test
  void aTitleDoesNotCostTheImageItsModality() throws Exception {
    var dataset =
        InstanceDeidentifierTest.instance("1", "20240131")
            .string(Tag.PATIENT_NAME, "Li^Wu^^MR")
            .string(Tag.MODALITY, "MR");
    assertThat(
            InstanceDeidentifierTest.cleaned(
                    InstanceDeidentifierTest.file(dataset), KEY, DeidentifyOptions.STRICT)
                .string(Tag.MODALITY))
        .contains("MR");
  }
}
