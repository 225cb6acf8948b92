package org.chiasm.learn.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The same tokens as Hugging Face's tokenizers, whose answers wordpiece_peer.py wrote down. */
class WordPiecePeerTest {
  private static List<String> lines(String name) throws IOException {
    try (var in = Objects.requireNonNull(WordPiecePeerTest.class.getResourceAsStream(name))) {
      return Arrays.asList(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n", -1));
    }
  }

  @Test
  void everyTextHasTheTokensOfThePeer() throws IOException {
    var vocabulary = lines("wordpiece-vocab.txt");
    var lower = new WordPieceTokenizer(vocabulary, true);
    var kept = new WordPieceTokenizer(vocabulary, false);
    var json = new ObjectMapper();
    var answers = lines("wordpiece-peer.tsv");
    assertThat(answers).hasSizeGreaterThan(800);
    for (String answer : answers) {
      String[] columns = answer.split("\t", -1);
      String text = json.readValue(columns[1], String.class);
      var own = columns[0].equals("lower") ? lower : kept;
      long[] ids = own.cut(text, 0, text.length(), Integer.MAX_VALUE).ids();
      assertThat(ids)
          .as(columns[0] + " " + columns[1])
          .containsExactly(
              Arrays.stream(columns[2].split(" ", -1)).mapToLong(Long::parseLong).toArray());
    }
  }
}
