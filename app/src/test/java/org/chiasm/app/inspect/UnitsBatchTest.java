package org.chiasm.app.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chiasm.app.files.WrongUseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitsBatchTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void everyLineHasAResultOrAnErrorAndKeepsItsOtherColumns() throws Exception {
    var in = folder.resolve("in.csv");
    var out = folder.resolve("out.csv");
    Files.writeString(
        in,
        String.join(
            "\r\n",
            "\uFEFFid,value,from,to,analyte",
            "1,\"5,5\",mmol/L,mg/dL,glucose",
            "\"2, b\",x,mg/dL,g/L,",
            "3,1",
            ""));
    assertThat(UnitsBatch.run(in, out)).isEqualTo(new UnitsBatch.Count(3, 1));
    var lines = Files.readString(out).split("\r\n", -1);
    assertThat(lines[0]).isEqualTo("id,value,from,to,analyte,result,error");
    assertThat(lines[1]).isEqualTo("1,\"5,5\",mmol/L,mg/dL,glucose,99.0858,");
    assertThat(lines[2]).startsWith("\"2, b\",x,mg/dL,g/L,,,").contains("not a number");
    assertThat(lines[3]).startsWith("3,1,,,,,").contains("no unit");
  }

  @Test
  void aTableWithoutAColumnIsWrongUse() throws Exception {
    var in = folder.resolve("in.csv");
    Files.writeString(in, "value,from\n1,g\n");
    assertThatThrownBy(() -> UnitsBatch.run(in, folder.resolve("o.csv")))
        .isInstanceOf(WrongUseException.class);
  }
}
