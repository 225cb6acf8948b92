package org.chiasm.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class CohortTablesTest {
  @Test
  void reasonsStandInWordsAndNotAsConstants() {
    var summary = JsonNodeFactory.instance.objectNode();
    var input = summary.putArray("inputs").addObject();
    input.put("name", "crp").put("window", "[-24h, 2h]").put("rows", 10).put("present", 6);
    input.putObject("missing").put("NOT_MEASURED", 3).put("OUTSIDE_WINDOW", 1);
    var pacs = summary.putObject("feeds").putObject("pacs");
    pacs.putObject("set_aside_by_reason").put("IDENTITY_CONFLICT", 88);
    var page = new Markup();
    CohortTables.write(page, summary);
    assertThat(page.toString())
        .contains("not measured 3, outside window 1", "identity conflict 88")
        .doesNotContain("NOT_MEASURED", "IDENTITY_CONFLICT");
  }
}
