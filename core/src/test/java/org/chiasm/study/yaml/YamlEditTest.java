package org.chiasm.study.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class YamlEditTest {
  private static final String TEXT =
      """
      # ein Kommentar: [ü, "x"]
      inputs:
        wbc: {modality: tabular, window: "[-24h, 2h]", reduce: last}   # keep me
        crp:
          window: '(-inf, 0h]'  # and me
          plain: last
      other: &a {window: "[0h, 1h]"}
      same: *a
      """;

  private static String replaced(String text, String... path) {
    return YamlEdit.replace(text, List.of(path), "[-6h, 2h]").orElse("none");
  }

  @Test
  void oneValueChangesAndEveryOtherCharacterStays() {
    assertThat(replaced(TEXT, "inputs", "wbc", "window"))
        .isEqualTo(TEXT.replace("\"[-24h, 2h]\"", "\"[-6h, 2h]\""));
    assertThat(replaced(TEXT, "inputs", "crp", "window"))
        .isEqualTo(TEXT.replace("'(-inf, 0h]'", "\"[-6h, 2h]\""));
    assertThat(replaced(TEXT, "inputs", "crp", "plain"))
        .isEqualTo(TEXT.replace("plain: last", "plain: \"[-6h, 2h]\""));
  }

  @Test
  void windowsLineEndsAndAByteOrderMarkStay() {
    var text = "\uFEFF" + TEXT.replace("\n", "\r\n");
    assertThat(replaced(text, "inputs", "wbc", "window"))
        .isEqualTo(text.replace("\"[-24h, 2h]\"", "\"[-6h, 2h]\""));
    assertThat(replaced("\uFEFFwindow: \"x\"\n", "window"))
        .isEqualTo("\uFEFFwindow: \"[-6h, 2h]\"\n");
  }

  @Test
  void whatIsUsedTwiceOrIsNotThereOrIsNoValueIsLeftAlone() {
    assertThat(replaced(TEXT, "other", "window")).isEqualTo("none");
    assertThat(replaced(TEXT, "inputs", "alt", "window")).isEqualTo("none");
    assertThat(replaced(TEXT, "inputs", "wbc")).isEqualTo("none");
    assertThat(replaced("a: |\n  many\n  lines\n", "a")).isEqualTo("none");
    assertThat(replaced("a: [b", "a")).isEqualTo("none");
    assertThat(replaced("", "a")).isEqualTo("none");
  }

  @Test
  void aValueThatWouldNeedEscapesIsRefused() {
    assertThatThrownBy(() -> YamlEdit.replace(TEXT, List.of("inputs"), "a\"b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
