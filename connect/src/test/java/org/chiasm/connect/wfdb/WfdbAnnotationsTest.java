package org.chiasm.connect.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WfdbAnnotationsTest {
  @Test
  void skipsSubtypesChannelsAndTextsBelongToTheirAnnotation() throws WfdbException {
    byte[] file = {
      0x05,
      0x04, // a normal beat at 5
      0x00,
      (byte) 0xec,
      0x01,
      0x00,
      0x02,
      0x00, // skip 65538
      0x01,
      0x70, // a rhythm change one later
      (byte) 0xff,
      (byte) 0xf5, // subtype -1
      0x03,
      (byte) 0xf8, // channel 3
      0x03,
      (byte) 0xfc,
      '(',
      'A',
      'F',
      0x00, // text
      0x00,
      0x00
    };

    assertThat(WfdbAnnotations.parse(file))
        .containsExactly(
            new WfdbAnnotation(5, 1, 0, 0, 0, ""), new WfdbAnnotation(65_544, 28, -1, 3, 0, "(AF"));
  }

  @Test
  void everyPublicAnnotationFileIsReadInTimeOrder() throws Exception {
    try (var files = Files.list(EcgFiles.folder("wfdb"))) {
      for (var file :
          files
              .filter(each -> each.toString().matches(".*\\.(atr|qrs|w?qrs|gqrs[hl]|sqrs|wabp)"))
              .toList()) {
        long[] times =
            WfdbAnnotations.parse(Files.readAllBytes(file)).stream()
                .mapToLong(WfdbAnnotation::sample)
                .toArray();

        assertThat(times).as(file.getFileName().toString()).isSorted().isNotEmpty();
        assertThat(Arrays.stream(times).min().orElse(-1)).isNotNegative();
      }
    }
  }
}
