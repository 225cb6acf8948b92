package org.chiasm.connect.dicomdictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DicomDictionaryTest {
  @Test
  void knowsKeywordRepresentationAndMultiplicity() {
    var entry = DicomDictionary.entry(Tag.IMAGE_TYPE).orElseThrow();
    assertThat(entry.keyword()).isEqualTo("ImageType");
    assertThat(entry.representations()).containsExactly(Vr.CS);
    assertThat(entry.multiplicity()).isEqualTo("2-n");
    assertThat(DicomDictionary.tag("ImageType")).hasValue(Tag.IMAGE_TYPE);
    assertThat(DicomDictionary.entry(Tag.PIXEL_PADDING_VALUE).orElseThrow().representations())
        .containsExactly(Vr.US, Vr.SS);
  }

  @Test
  void knowsEveryMemberOfARepeatingGroup() {
    assertThat(DicomDictionary.keyword(0x60003000)).isEqualTo("OverlayData");
    assertThat(DicomDictionary.keyword(0x601E3000)).isEqualTo("OverlayData");
    assertThat(DicomDictionary.keyword(0x601F3000)).isEqualTo("(601F,3000)");
    assertThat(DicomDictionary.keyword(Tag.PIXEL_DATA)).isEqualTo("PixelData");
    assertThat(DicomDictionary.entry(0x00091001)).isEmpty();
  }

  @Test
  void implicitRepresentationsFollowTheStandard() {
    assertThat(DicomDictionary.implicitVr(Tag.PIXEL_PADDING_VALUE, false)).isEqualTo(Vr.US);
    assertThat(DicomDictionary.implicitVr(Tag.PIXEL_PADDING_VALUE, true)).isEqualTo(Vr.SS);
    assertThat(DicomDictionary.implicitVr(Tag.PIXEL_DATA, false)).isEqualTo(Vr.OW);
    assertThat(DicomDictionary.implicitVr(0x00090010, false)).isEqualTo(Vr.LO);
    assertThat(DicomDictionary.implicitVr(0x00090000, false)).isEqualTo(Vr.UL);
    assertThat(DicomDictionary.implicitVr(0x00091001, false)).isEqualTo(Vr.UN);
  }

  @Test
  void everyNamedTagBearsItsKeyword() throws IllegalAccessException {
    for (var field : Tag.class.getFields()) {
      if (!Modifier.isStatic(field.getModifiers()) || Tag.group(field.getInt(null)) == 0xFFFE) {
        continue;
      }
      assertThat(field.getName().replace("_", ""))
          .isEqualTo(DicomDictionary.keyword(field.getInt(null)).toUpperCase(Locale.ROOT));
    }
  }

  @Test
  void everyRepresentationIsFoundByItsLetters() {
    assertThat(Arrays.stream(Vr.values()))
        .allSatisfy(vr -> assertThat(Vr.of(vr.name().charAt(0), vr.name().charAt(1))).hasValue(vr));
    assertThat(Vr.of('Z', 'Z')).isEmpty();
    assertThat(Vr.of(0, 255)).isEmpty();
  }

  @Test
  void transferSyntaxesAndSopClassesAreToldApart() {
    assertThat(TransferSyntax.of("1.2.840.10008.1.2.4.90").isEncapsulated()).isTrue();
    assertThat(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.isEncapsulated()).isFalse();
    assertThat(TransferSyntax.registered("1.2.3")).isEmpty();
    assertThat(TransferSyntax.of("Some^Patient").toString()).doesNotContain("Patient");
    assertThat(SopClass.of("1.2.840.10008.5.1.4.1.1.2").kind()).isEqualTo(SopClass.Kind.IMAGE);
    assertThat(SopClass.of("1.2.840.10008.5.1.4.1.1.9.1.1").kind())
        .isEqualTo(SopClass.Kind.WAVEFORM);
    assertThat(SopClass.of("1.2.840.10008.5.1.4.1.1.66.4").kind()).isEqualTo(SopClass.Kind.OTHER);
    assertThat(SopClass.of("1.2.840.10008.1.3.10").kind()).isEqualTo(SopClass.Kind.DIRECTORY);
    assertThat(SopClass.of("1.2.840.10008.1.2").kind()).isEqualTo(SopClass.Kind.UNREGISTERED);
  }
}
