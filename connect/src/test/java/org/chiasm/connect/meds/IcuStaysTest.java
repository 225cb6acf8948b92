package org.chiasm.connect.meds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chiasm.AvailableTime;
import org.chiasm.Code;
import org.chiasm.EffectiveTime;
import org.chiasm.FactKind;
import org.chiasm.Quantity;
import org.chiasm.SubjectId;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.store.RecordBuilder;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.study.SiteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcuStaysTest {
  private static final Path DATA =
      Path.of(System.getProperty("chiasm.shared", "../shared"), "data", "cinc2012_meds");

  @TempDir Path folder = Path.of("");

  @Test
  void fourThousandRealStaysGoIntoTheRecordAndNothingIsLost() throws Exception {
    assumeTrue(Files.isDirectory(DATA), "no public data at " + DATA);
    var site =
        new SiteDefinition(
            "icu",
            null,
            Map.of(),
            Map.of(FactKind.OBSERVATION, Duration.ofHours(1)),
            Map.of(),
            Map.of(),
            Map.of(),
            Duration.ofMinutes(10));
    var record = folder.resolve("record");
    var summary =
        RecordBuilder.ingest(
            record, List.of(new MedsSource("meds", DATA, site)), ReadProgress.SILENT);

    assertThat(summary.read()).isEqualTo(1_680_609);
    assertThat(summary.used()).isEqualTo(1_680_609);
    assertThat(summary.subjects()).isEqualTo(4000);
    try (var reader = RecordReader.open(record)) {
      var admission = Instant.parse("2012-08-01T00:00:00Z");
      assertThat(reader.timeline(new SubjectId(132539)).events())
          .anySatisfy(
              event -> {
                assertThat(event.code().primary()).isEqualTo(new Code("", "NIMAP"));
                assertThat(event.value()).isEqualTo(Quantity.of(92.33, "mm[Hg]"));
                assertThat(event.effective())
                    .isEqualTo(EffectiveTime.at(admission.plusSeconds(420)));
                assertThat(event.available())
                    .isEqualTo(AvailableTime.assumed(admission.plusSeconds(4020)));
              });
      try (var timelines = reader.timelines()) {
        assertThat(timelines.mapToLong(each -> each.events().size()).sum()).isEqualTo(1_680_609);
      }
    }
  }
}
