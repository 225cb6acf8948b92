package org.chiasm.app.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteFileEditTest {
  private static final Map<String, String> ENTRY = Map.of("\"TEXT//Krea\"", "\"LOINC//2160-0\"");

  @Test
  void aMappingThatIsNotThereIsMadeAtTheEnd() {
    assertThat(SiteFileEdit.put("site: a  # us\n", "codes", ENTRY))
        .isEqualTo("site: a  # us\ncodes:\n  \"TEXT//Krea\": \"LOINC//2160-0\"\n");
  }

  @Test
  void aBlockIsContinuedWithItsIndentAndComments() {
    assertThat(
            SiteFileEdit.put(
                """
                codes:
                    # ours
                    a: b # why

                # units
                units: {x: y}
                """,
                "codes",
                ENTRY))
        .isEqualTo(
            """
            codes:
                # ours
                a: b # why
                "TEXT//Krea": "LOINC//2160-0"

            # units
            units: {x: y}
            """);
  }

  @Test
  void bracesAreContinuedBeforeTheyClose() {
    assertThat(SiteFileEdit.put("codes: {\"a}\": b}  # x\nsite: s\n", "codes", ENTRY))
        .isEqualTo("codes: {\"a}\": b, \"TEXT//Krea\": \"LOINC//2160-0\"}  # x\nsite: s\n");
    assertThat(SiteFileEdit.put("codes: {}\n", "codes", ENTRY))
        .isEqualTo("codes: {\"TEXT//Krea\": \"LOINC//2160-0\"}\n");
  }

  @Test
  void aBlockIsTakenOutAndNothingElse() {
    assertThat(
            SiteFileEdit.without(
                "site: a\ndistributions:\n  x: 1\n  y: 2\n# c\nb: 1\n", "distributions"))
        .isEqualTo("site: a\n# c\nb: 1\n");
  }
}
