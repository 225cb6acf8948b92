package org.chiasm.connect.fhir;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.chiasm.DataIssue;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;

/** The text that an attachment carries in itself (FHIR R4 Attachment.data). */
final class InlineText {
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final int UNREADABLE = 9;

  private InlineText() {}

  /**
   * The attachment that can be read best: plain text before HTML before other text. The others are
   * the same content in other formats (FHIR R4 DocumentReference.content).
   *
   * @throws SetAsideException if there is none with inline text, saying why
   */
  static Element choose(List<Element> attachments) throws SetAsideException {
    Element best = null;
    boolean isElsewhere = false;
    boolean isOtherFormat = false;
    for (var attachment : attachments) {
      if (attachment.string("data").isEmpty()) {
        isElsewhere |= attachment.has("url");
      } else if (rank(attachment) == UNREADABLE) {
        isOtherFormat = true;
      } else if (best == null || rank(attachment) < rank(best)) {
        best = attachment;
      }
    }
    if (best != null) {
      return best;
    }
    if (isOtherFormat) {
      throw SetAsideException.unsupported(
          "No attachment is text: only contentType text/plain, text/html and other text/* are"
              + " read");
    }
    if (isElsewhere) {
      throw SetAsideException.unsupported(
          "Its text lies behind attachment.url; export it inline as attachment.data");
    }
    throw new SetAsideException(DataIssue.Kind.VALUE_ABSENT, "It has no attachment with content");
  }

  /** The text of an attachment that {@link #choose} chose; never blank. */
  static String of(Element attachment) throws SetAsideException {
    var type = attachment.string("contentType");
    byte[] bytes;
    try {
      bytes =
          Base64.getDecoder().decode(WHITE_SPACE.matcher(attachment.string("data")).replaceAll(""));
    } catch (IllegalArgumentException _) {
      throw SetAsideException.malformed("Element attachment.data is not base64");
    }
    var text = decoded(bytes, charset(type));
    if (mediaType(type).contains("html")) {
      text = HtmlText.of(text);
    }
    if (text.isBlank()) {
      throw new SetAsideException(DataIssue.Kind.VALUE_ABSENT, "Its text is empty");
    }
    return text;
  }

  private static int rank(Element attachment) throws SetAsideException {
    var type = mediaType(attachment.string("contentType"));
    return switch (type) {
      case "text/plain" -> 0;
      case "text/html", "application/xhtml+xml" -> 1;
      case "text/rtf", "text/xml", "text/richtext" -> UNREADABLE;
      default -> type.startsWith("text/") ? 2 : UNREADABLE;
    };
  }

  private static String mediaType(String contentType) {
    int cut = contentType.indexOf(';');
    return (cut < 0 ? contentType : contentType.substring(0, cut)).strip().toLowerCase(Locale.ROOT);
  }

  private static Charset charset(String contentType) throws SetAsideException {
    var named = CHARSET.matcher(contentType);
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      throw SetAsideException.unsupported("The charset of attachment.contentType is not known");
    }
  }

  private static String decoded(byte[] bytes, Charset charset) throws SetAsideException {
    try {
      var text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException _) {
      throw SetAsideException.malformed(
          "The text is not valid "
              + charset.name()
              + "; declare its charset, such as `text/plain; charset=windows-1252`");
    }
  }
}
