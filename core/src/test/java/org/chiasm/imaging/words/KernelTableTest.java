package org.chiasm.imaging.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTableTest {
  @ParameterizedTest
  @CsvSource({
    "SIEMENS, B10f, soft",
    "SIEMENS, B30s, soft",
    "SIEMENS, B31f, soft",
    "SIEMENS, B40f, soft",
    "SIEMENS, B45f, medium+soft",
    "SIEMENS, B50f, lung",
    "SIEMENS, B60f, lung+bone",
    "SIEMENS, B70f, lung+bone",
    "SIEMENS, B80s, lung+bone",
    "SIEMENS, I31f\\3, soft",
    "SIEMENS, I70f\\2, lung+bone",
    "Siemens Healthineers, Br40d\\3, soft",
    "Siemens Healthineers, Bl57d\\3, lung",
    "Siemens Healthineers, Br64f, bone+lung",
    "Siemens Healthineers, Bv36d\\3, soft",
    "SIEMENS, H31s, brain+soft",
    "SIEMENS, J40s\\2, brain+soft",
    "SIEMENS, H60s, bone",
    "SIEMENS, Hr60h\\3, bone",
    "SIEMENS, U75u, bone",
    "GE MEDICAL SYSTEMS, STANDARD, soft",
    "GE MEDICAL SYSTEMS, SOFT, soft",
    "GE MEDICAL SYSTEMS, LUNG, lung",
    "GE MEDICAL SYSTEMS, HD LUNG, lung",
    "GE MEDICAL SYSTEMS, BONEPLUS, bone",
    "GE MEDICAL SYSTEMS, EDGE, bone",
    "GE MEDICAL SYSTEMS, DETAIL, medium",
    "Philips, B, soft",
    "Philips, L, lung",
    "Philips, C, medium",
    "Philips, D, lung+bone",
    "Philips, E, bone",
    "Philips, YA, bone+lung",
    "Philips, UB, brain+soft",
    "TOSHIBA, FC08, soft",
    "TOSHIBA, FC13, soft",
    "TOSHIBA, FC21, brain+soft",
    "TOSHIBA, FC30, bone",
    "TOSHIBA, FC51, lung",
    "TOSHIBA, FC52, lung",
    "CANON_MEC, FC08-H, soft",
    "TOSHIBA, FC81, bone+lung",
    "Canon Medical Systems, LUNG, lung",
  })
  void aVendorsKernelBelongsToItsFamilies(String manufacturer, String kernel, String families) {
    assertThat(familiesOf(manufacturer, kernel)).isEqualTo(families);
  }

  @ParameterizedTest
  @CsvSource({
    "SIEMENS, FC51",
    "SIEMENS, T20f",
    "FUJIFILM, 17",
    "GE MEDICAL SYSTEMS, B",
    "TOSHIBA, FC90",
    "Philips, B70f",
    "Philips, ''",
  })
  void anothersKernelIsUnknownToAVendor(String manufacturer, String kernel) {
    assertThat(familiesOf(manufacturer, kernel)).isEqualTo("unknown");
  }

  @Test
  void withoutAManufacturerTheVendorsThatKnowTheNameMustAgree() {
    assertThat(familiesOf("", "B70f")).isEqualTo("lung+bone");
    assertThat(familiesOf("", "LUNG")).isEqualTo("lung");
    assertThat(familiesOf("Somebody", "FC51")).isEqualTo("lung");
    assertThat(familiesOf("", "DETAIL")).isEqualTo("unknown");
  }

  private static String familiesOf(String manufacturer, String kernel) {
    return KernelTable.shipped()
        .familiesOf(manufacturer, kernel)
        .map(
            match ->
                match.families().stream().map(KernelFamily::word).collect(Collectors.joining("+")))
        .orElse("unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "Lunge 1.0 axial, lung",
    "BONE BRAIN 1MM, unknown",
    "STD BRAIN 5MM, soft+brain",
    "Knochen axial, bone",
    "Thorax 5.0 I70f 3, lung+bone",
    "ThoraxRoutine  8.0.0  B40f, soft",
    "Schmitt 5 mm, unknown",
  })
  void aDescriptionMayNameTheKernel(String description, String families) {
    String found =
        KernelTable.shipped()
            .familiesIn("", DescriptionWords.of(description))
            .map(
                match ->
                    match.families().stream()
                        .map(KernelFamily::word)
                        .collect(Collectors.joining("+")))
            .orElse("unknown");
    assertThat(found).isEqualTo(families);
  }
}
