package org.chiasm.connect.dicomtext;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PersonNameTest {
  @Test
  void theExampleOfTheStandardIsTakenApart() {
    var name = PersonName.parse("Adams^John Robert Quincy^^Rev.^B.A. M.Div.");
    assertThat(name.alphabetic().family()).isEqualTo("Adams");
    assertThat(name.alphabetic().given()).isEqualTo("John Robert Quincy");
    assertThat(name.alphabetic().middle()).isEmpty();
    assertThat(name.alphabetic().prefix()).isEqualTo("Rev.");
    assertThat(name.alphabetic().suffix()).isEqualTo("B.A. M.Div.");
    assertThat(name.ideographic().isEmpty()).isTrue();
  }

  @Test
  void aNameInOneScriptOnlyIsThePreferredOne() {
    assertThat(PersonName.parse("=山田^太郎").preferred().family()).isEqualTo("山田");
    assertThat(PersonName.parse("==やまだ^たろう").preferred().given()).isEqualTo("たろう");
    assertThat(PersonName.parse("").preferred().isEmpty()).isTrue();
  }

  @Test
  void aNameIsNeverShown() {
    var name = PersonName.parse("Adams^John");
    assertThat(name.toString() + name.alphabetic()).doesNotContain("Adams", "John");
  }
}
