package org.chiasm.connect.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.Code;
import org.chiasm.EventValue;

/** The record's two JSON columns: {@code value_json} and {@code translations}. */
final class ValueJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ValueJson() {}

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static String written(Body body) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(text)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String object(Map<String, String> fields, Map<String, String> attributes) {
    return written(
        json -> {
          json.writeStartObject();
          for (var field : fields.entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
          }
          if (!attributes.isEmpty()) {
            json.writeObjectFieldStart("attributes");
            for (var attribute : attributes.entrySet()) {
              json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }

  static String of(EventValue.ImageInstance image) {
    var fields = new TreeMap<String, String>();
    fields.put("studyInstanceUid", image.studyInstanceUid());
    fields.put("seriesInstanceUid", image.seriesInstanceUid());
    fields.put("sopInstanceUid", image.sopInstanceUid());
    return object(fields, image.attributes());
  }

  static String of(EventValue.Waveform waveform) {
    var fields = new TreeMap<String, String>();
    fields.put("reference", waveform.reference());
    fields.put("samplingFrequencyHz", Double.toString(waveform.samplingFrequencyHz()));
    fields.put("durationSeconds", Double.toString(waveform.durationSeconds()));
    fields.put("leads", waveform.leads());
    return object(fields, waveform.attributes());
  }

  static String of(String name, String value) {
    return object(Map.of(name, value), Map.of());
  }

  /** The codes as pairs of system and value. */
  static String of(List<Code> codes) {
    return written(
        json -> {
          json.writeStartArray();
          for (var code : codes) {
            json.writeStartArray();
            json.writeString(code.system());
            json.writeString(code.value());
            json.writeEndArray();
          }
          json.writeEndArray();
        });
  }

  static EventValue.ImageInstance image(String text) throws IOException {
    var attributes = new TreeMap<String, String>();
    var fields = fields(text, attributes);
    return new EventValue.ImageInstance(
        field(fields, "studyInstanceUid"),
        field(fields, "seriesInstanceUid"),
        field(fields, "sopInstanceUid"),
        attributes);
  }

  static EventValue.Waveform waveform(String text) throws IOException {
    var attributes = new TreeMap<String, String>();
    var fields = fields(text, attributes);
    return new EventValue.Waveform(
        field(fields, "reference"),
        Double.parseDouble(field(fields, "samplingFrequencyHz")),
        Double.parseDouble(field(fields, "durationSeconds")),
        field(fields, "leads"),
        attributes);
  }

  static String field(String text, String name) throws IOException {
    return field(fields(text, new TreeMap<>()), name);
  }

  static List<Code> codes(String text) throws IOException {
    var codes = new ArrayList<Code>();
    try (var json = FACTORY.createParser(text)) {
      expect(json, JsonToken.START_ARRAY);
      while (json.nextToken() == JsonToken.START_ARRAY) {
        expect(json, JsonToken.VALUE_STRING);
        String system = json.getText();
        expect(json, JsonToken.VALUE_STRING);
        codes.add(new Code(system, json.getText()));
        expect(json, JsonToken.END_ARRAY);
      }
    }
    return codes;
  }

  private static Map<String, String> fields(String text, Map<String, String> attributes)
      throws IOException {
    var fields = new TreeMap<String, String>();
    try (var json = FACTORY.createParser(text)) {
      expect(json, JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String attribute = json.currentName();
            expect(json, JsonToken.VALUE_STRING);
            attributes.put(attribute, json.getText());
          }
        } else {
          fields.put(name, json.getText());
        }
      }
    }
    return fields;
  }

  private static String field(Map<String, String> fields, String name) throws IOException {
    var value = fields.get(name);
    if (value == null) {
      throw new IOException("value_json lacks '" + name + "'; it has " + fields.keySet());
    }
    return value;
  }

  private static void expect(JsonParser json, JsonToken expected) throws IOException {
    var got = json.nextToken();
    if (got != expected) {
      throw new IOException("value_json holds " + got + " where " + expected + " was expected");
    }
  }
}
