package org.chiasm.connect.fhirjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.chiasm.DataIssue;
import org.jspecify.annotations.Nullable;

/**
 * Walks the resources of one JSON text: a resource, a Bundle entry by entry, an array of resources,
 * or several of these behind each other. No more than one entry is held at a time.
 *
 * <p>Whether an {@code entry} array belongs to a Bundle may only be known behind it, so a text is
 * walked twice: first to index it, then to read it, with the same walker.
 */
public final class JsonDocumentReader {
  private static final int MAX_BUNDLE_DEPTH = 4;

  private final ElementReader elements = new ElementReader();
  private final Set<String> bundles = new HashSet<>();
  private boolean isIndexing;

  /** Who is handed each resource. */
  public interface Visitor {
    /**
     * A resource that is not a Bundle.
     *
     * @param where its place in the text, empty for the only one
     * @param fullUrl empty outside Bundles
     * @param offset where it begins, in bytes of the text; negative where it is not in UTF-8
     */
    void resource(String where, String fullUrl, Element resource, long offset)
        throws SetAsideException;

    /** A thing in the place of a resource that is none, or a Bundle with nothing in it. */
    void notAResource(String where, SetAsideException problem);
  }

  /**
   * The first walk: whatever looks like an entry of a Bundle is visited.
   *
   * @param parser before the first token
   * @throws IOException where the text ends being JSON; what stood before has been visited
   */
  public void index(JsonParser parser, Visitor visitor) throws IOException {
    isIndexing = true;
    walk(parser, visitor);
    isIndexing = false;
  }

  /** The second walk, after {@link #index} over the same text. */
  public void read(JsonParser parser, Visitor visitor) throws IOException {
    isIndexing = false;
    walk(parser, visitor);
  }

  private void walk(JsonParser parser, Visitor visitor) throws IOException {
    int root = 0;
    while (parser.nextToken() != null) {
      var where = root == 0 ? "" : "#value[" + root + "]";
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          value(parser, where + "#[" + index++ + "]", visitor);
        }
        if (index == 0) {
          visitor.notAResource(where, nothing("An array without resources"));
        }
      } else {
        value(parser, where, visitor);
      }
      root++;
    }
    if (root == 0) {
      visitor.notAResource("", nothing("A file without content"));
    }
  }

  private void value(JsonParser parser, String where, Visitor visitor) throws IOException {
    var resource = resource(parser, where, visitor, 0);
    if (resource != null) {
      hand(resource, where, "", visitor);
    }
  }

  /** A resource behind its first token; null where it was none or its entries were visited. */
  private @Nullable Read resource(JsonParser parser, String where, Visitor visitor, int depth)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      visitor.notAResource(
          where, SetAsideException.malformed("Expected a resource, which begins with {"));
      return null;
    }
    int entries = -1;
    long offset = parser.currentTokenLocation().getByteOffset();
    var resource = elements.begin();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var field = parser.currentName();
      if (field.equals("entry")) {
        if (parser.nextToken() == JsonToken.START_ARRAY
            && (isIndexing || bundles.contains(where))
            && depth < MAX_BUNDLE_DEPTH) {
          entries = Math.max(entries, 0) + entries(parser, where, visitor, depth);
        } else {
          parser.skipChildren();
        }
      } else {
        elements.readField(resource, parser);
        if (field.equals("resourceType") && isBundle(resource)) {
          bundles.add(where);
        }
      }
    }
    if (entries > 0 && bundles.contains(where)) {
      return null;
    }
    return new Read(resource, bundles.contains(where), offset);
  }

  private int entries(JsonParser parser, String where, Visitor visitor, int depth)
      throws IOException {
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      entry(parser, where + "#entry[" + index++ + "]", visitor, depth);
    }
    return index;
  }

  private void entry(JsonParser parser, String where, Visitor visitor, int depth)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      visitor.notAResource(where, SetAsideException.malformed("Expected an entry object"));
      return;
    }
    String fullUrl = "";
    boolean hasResource = false;
    Read resource = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var field = parser.currentName();
      var token = parser.nextToken();
      if (field.equals("fullUrl") && token == JsonToken.VALUE_STRING) {
        fullUrl = parser.getText();
      } else if (field.equals("resource") && !hasResource) {
        hasResource = true;
        resource = resource(parser, where, visitor, depth + 1);
      } else {
        parser.skipChildren();
      }
    }
    if (resource != null) {
      hand(resource, where, fullUrl, visitor);
    } else if (!hasResource) {
      visitor.notAResource(where, nothing("An entry without a resource, such as a deletion"));
    }
  }

  private void hand(Read read, String where, String fullUrl, Visitor visitor) {
    try {
      if (read.isBundle()) {
        throw nothing("A Bundle without entries");
      }
      visitor.resource(where, fullUrl, elements.finish(read.resource()), read.offset());
    } catch (SetAsideException e) {
      visitor.notAResource(where, e);
    }
  }

  private static boolean isBundle(Element resource) {
    try {
      return resource.string("resourceType").equals("Bundle");
    } catch (SetAsideException _) {
      return false;
    }
  }

  private static SetAsideException nothing(String detail) {
    return new SetAsideException(DataIssue.Kind.VALUE_ABSENT, detail);
  }

  private record Read(Element resource, boolean isBundle, long offset) {}
}
