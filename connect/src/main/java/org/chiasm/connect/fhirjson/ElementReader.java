package org.chiasm.connect.fhirjson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.chiasm.DataIssue;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Element}s out of JSON tokens and keeps only what some resource reader asks for:
 * narrative, extensions and the elements of unread resources are passed over, so that memory
 * follows the facts and not the file.
 */
public final class ElementReader {
  /** What one resource may take, in bytes of JSON or in characters kept. */
  public static final int MAX_RESOURCE_BYTES = 64 << 20;

  private static final int MAX_DEPTH = 250;
  private static final int WEIGHT_OF_A_NODE = 48;

  private static final Set<String> KEPT =
      Set.of(
          ("resourceType id meta identifier name gender birthDate deceasedBoolean deceasedDateTime"
                  + " link status class type subject period location code effectiveDateTime"
                  + " effectiveInstant effectivePeriod effectiveTiming issued dataAbsentReason"
                  + " component hasMember focus recordedDate verificationStatus date docStatus content"
                  + " context conclusion presentedForm started procedureCode authoredOn intent"
                  + " doNotPerform medicationCodeableConcept medicationReference modifierExtension"
                  + " contained physicalType partOf alias")
              .split(" "));
  private static final String[] KEPT_CHOICES = {"value", "onset", "abatement", "performed"};

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_RESOURCE_BYTES)
                  .build())
          .build();

  private long weight;

  /** The factory of every parser of this package. */
  public static JsonFactory factory() {
    return FACTORY;
  }

  /**
   * Reads the one resource of a line.
   *
   * @throws SetAsideException if it is not one JSON object, without quoting it
   */
  public Element readLine(byte[] bytes, int offset, int length) throws SetAsideException {
    try (var parser = FACTORY.createParser(bytes, offset, length)) {
      var resource = read(parser);
      if (parser.nextToken() != null) {
        throw SetAsideException.malformed("Expected one resource in a line, got more behind it");
      }
      return resource;
    } catch (IOException e) {
      throw problem(e);
    }
  }

  /**
   * Reads the next resource.
   *
   * @param parser before its first token; stands at its last afterwards
   * @throws SetAsideException if it is no JSON object, or too large
   */
  public Element read(JsonParser parser) throws IOException, SetAsideException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw SetAsideException.malformed("Expected a resource, which begins with {");
    }
    var resource = begin();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      readField(resource, parser);
    }
    return finish(resource);
  }

  /** A new resource; the count of what is kept begins anew. */
  public Element begin() {
    weight = 0;
    return new Element("");
  }

  /** Reads the field at which the parser stands, keeping it if a reader may ask for it. */
  public void readField(Element resource, JsonParser parser) throws IOException {
    var field = parser.currentName();
    parser.nextToken();
    if (isKept(field)) {
      addValue(resource, field, parser);
    } else {
      parser.skipChildren();
    }
  }

  /**
   * The whole resource.
   *
   * @throws SetAsideException if it was too large to keep, or gives an element twice
   */
  public Element finish(Element resource) throws SetAsideException {
    if (weight > MAX_RESOURCE_BYTES) {
      throw SetAsideException.unsupported(
          "Resource is larger than " + (MAX_RESOURCE_BYTES >> 20) + " MiB");
    }
    if (resource.hasDuplicate()) {
      throw SetAsideException.malformed("An element is given twice; which one holds is unknown");
    }
    return resource;
  }

  /** What an unreadable JSON text is set aside as; the parser's own message would quote it. */
  public static SetAsideException problem(IOException cause) {
    return switch (cause) {
      case JsonEOFException _ -> truncated();
      case StreamConstraintsException _ ->
          SetAsideException.malformed(
              "JSON nested deeper than "
                  + MAX_DEPTH
                  + ", or a number, name or string beyond all bounds");
      case JsonParseException broken
          when broken.getOriginalMessage().startsWith("Unexpected end-of-input") ->
          truncated();
      case JsonParseException broken -> {
        var at = broken.getLocation();
        yield SetAsideException.malformed(
            at == null || at.getLineNr() < 1
                ? "Not JSON"
                : "Not JSON at column "
                    + at.getColumnNr()
                    + (at.getLineNr() == 1 ? "" : " of line " + at.getLineNr()));
      }
      case CharConversionException _ -> SetAsideException.malformed("Not valid UTF-8");
      case EOFException _ ->
          new SetAsideException(DataIssue.Kind.TRUNCATED, "The compressed file is cut short");
      case ZipException _ -> SetAsideException.malformed("Not valid gzip");
      default ->
          new SetAsideException(
              DataIssue.Kind.UNREADABLE, "Cannot be read: " + cause.getClass().getSimpleName());
    };
  }

  private static SetAsideException truncated() {
    return new SetAsideException(DataIssue.Kind.TRUNCATED, "Ends in the middle of a JSON value");
  }

  private static boolean isKept(String field) {
    if (KEPT.contains(field)) {
      return true;
    }
    for (var prefix : KEPT_CHOICES) {
      if (field.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private void addValue(Element parent, String field, JsonParser parser) throws IOException {
    var value = value(parent, field, parser);
    if (value != null) {
      parent.add(field, value);
    }
  }

  private @Nullable Object value(Element parent, String field, JsonParser parser)
      throws IOException {
    weight += WEIGHT_OF_A_NODE;
    if (weight > MAX_RESOURCE_BYTES) {
      parser.skipChildren();
      return null;
    }
    return switch (parser.currentToken()) {
      case VALUE_STRING -> {
        var text = parser.getText();
        weight += text.length();
        yield text;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> object(parent, field, parser);
      case START_ARRAY -> array(parent, field, parser);
      default -> null;
    };
  }

  private Element object(Element parent, String field, JsonParser parser) throws IOException {
    var element = new Element(field);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      if (name.equals("extension") || name.startsWith("_")) {
        parser.skipChildren();
      } else {
        addValue(element, name, parser);
      }
    }
    if (element.hasDuplicate()) {
      parent.markDuplicate();
    }
    return element;
  }

  private List<Object> array(Element parent, String field, JsonParser parser) throws IOException {
    var list = new ArrayList<Object>(2);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      var value = value(parent, field, parser);
      if (value != null) {
        list.add(value);
      }
    }
    return list;
  }
}
