package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.chiasm.AssigningAuthority;
import org.chiasm.Code;
import org.chiasm.FactKind;
import org.junit.jupiter.api.Test;

class SiteFileTest {
  @Test
  void aSiteIsReadAsItSays() {
    var site = Fixture.accepted(SiteFile.read(Fixture.text("site.yaml"), "site.yaml"));
    assertThat(site.name()).isEqualTo("hannover");
    assertThat(site.timeZone()).contains(ZoneId.of("Europe/Berlin"));
    assertThat(site.authority("MHH"))
        .contains(new AssigningAuthority("urn:oid:1.2.276.0.76.3.1.999.1"));
    assertThat(site.authority("pacs"))
        .contains(new AssigningAuthority("urn:oid:1.2.276.0.76.3.1.999.2"));
    assertThat(site.assumedLag(FactKind.IMAGE)).contains(Duration.ZERO);
    assertThat(site.assumedLag(FactKind.OBSERVATION)).contains(Duration.ofHours(2));
    assertThat(site.assumedLag(FactKind.MEDICATION)).isEmpty();
    assertThat(site.standardCode(new Code("TEXT", "Faktor XIII")))
        .contains(new Code("LOINC", "27815-0"));
    assertThat(site.ucumUnit("Mill./ul")).contains("10*6/uL");
    assertThat(site.locations())
        .isEqualTo(
            Map.of("ICU", List.of("Intensive care unit", "ITS 1"), "ward", List.of("Station 12")));
    assertThat(site.settle()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void aSiteThatSaysOnlyItsNameAssumesNothing() {
    var site = Fixture.accepted(SiteFile.read("site: small", "site.yaml"));
    assertThat(site.timeZone()).isEmpty();
    for (var kind : FactKind.values()) {
      assertThat(site.assumedLag(kind)).isEmpty();
    }
    assertThat(site.locations()).isEmpty();
    assertThat(site.settle()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aTimeZoneMayBeAnOffset() {
    assertThat(Fixture.accepted(SiteFile.read("{site: a, time_zone: \"+01:00\"}", "s")).timeZone())
        .contains(ZoneId.of("+01:00"));
    assertThat(Fixture.problems(SiteFile.read("{site: a, time_zone: \"+91:00\"}", "s")))
        .containsExactly(
            "s:1:22: time_zone: got \"+91:00\", expected a time zone such as Europe/Berlin, UTC or"
                + " +01:00");
  }

  @Test
  void everyMistakeInASiteIsReportedAtOnce() {
    assertThat(Fixture.problems(SiteFile.read(Fixture.text("site-mistakes.yaml"), "site.yaml")))
        .containsExactlyElementsOf(Fixture.text("site-mistakes.problems").lines().toList());
  }
}
