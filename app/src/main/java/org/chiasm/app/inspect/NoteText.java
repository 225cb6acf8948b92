package org.chiasm.app.inspect;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a file: UTF-8, or ISO 8859-1 where its bytes are not UTF-8; without a byte order
 * mark, and with its line ends as they are.
 *
 * @param text all of it
 * @param encoding what it was read as
 */
record NoteText(String text, String encoding) {
  NoteText {
    requireNonNull(text, "text");
    requireNonNull(encoding, "encoding");
  }

  static NoteText read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      var decoder =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
      String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
      return new NoteText(text.startsWith("\uFEFF") ? text.substring(1) : text, "UTF-8");
    } catch (CharacterCodingException _) {
      return new NoteText(new String(bytes, StandardCharsets.ISO_8859_1), "ISO-8859-1");
    }
  }
}
