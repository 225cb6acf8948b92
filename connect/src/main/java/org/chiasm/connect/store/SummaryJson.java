package org.chiasm.connect.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.DataIssue;
import org.chiasm.connect.store.RecordSummary.FeedCount;

/** The record's {@code summary.json}. */
final class SummaryJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private SummaryJson() {}

  static String of(RecordSummary summary) throws IOException {
    var text = new StringWriter();
    var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try (var json = FACTORY.createGenerator(text).setPrettyPrinter(printer)) {
      json.writeStartObject();
      json.writeNumberField("subjects", summary.subjects());
      json.writeNumberField("events", summary.events());
      json.writeNumberField("markers", summary.markers());
      json.writeNumberField("identifiers", summary.identifiers());
      json.writeNumberField("quarantined", summary.quarantined());
      json.writeObjectFieldStart("feeds");
      for (var feed : summary.feeds().entrySet()) {
        json.writeObjectFieldStart(feed.getKey());
        write(json, feed.getValue());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, FeedCount count) throws IOException {
    json.writeNumberField("read", count.read());
    json.writeNumberField("registrations", count.registrations());
    json.writeNumberField("used", count.used());
    json.writeObjectFieldStart("set_aside");
    for (var reason : count.setAside().entrySet()) {
      json.writeNumberField(reason.getKey().name(), reason.getValue());
    }
    json.writeEndObject();
  }

  static RecordSummary parse(String text) throws IOException {
    var numbers = new HashMap<String, Long>();
    var feeds = new TreeMap<String, FeedCount>();
    try (var json = FACTORY.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String feed = json.currentName();
            json.nextToken();
            feeds.put(feed, feed(json));
          }
        } else {
          numbers.put(name, json.getLongValue());
        }
      }
    }
    return new RecordSummary(
        numbers.getOrDefault("subjects", 0L),
        numbers.getOrDefault("events", 0L),
        numbers.getOrDefault("markers", 0L),
        numbers.getOrDefault("identifiers", 0L),
        numbers.getOrDefault("quarantined", 0L),
        feeds);
  }

  private static FeedCount feed(JsonParser json) throws IOException {
    var numbers = new HashMap<String, Long>();
    Map<DataIssue.Kind, Long> setAside = new EnumMap<>(DataIssue.Kind.class);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          var kind = DataIssue.Kind.valueOf(json.currentName());
          json.nextToken();
          setAside.put(kind, json.getLongValue());
        }
      } else {
        numbers.put(name, json.getLongValue());
      }
    }
    return new FeedCount(
        numbers.getOrDefault("read", 0L),
        numbers.getOrDefault("registrations", 0L),
        numbers.getOrDefault("used", 0L),
        setAside);
  }
}
