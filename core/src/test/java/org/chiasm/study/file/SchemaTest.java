package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.chiasm.study.yaml.Checked;
import org.chiasm.study.yaml.Keys;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas that editors use say what the readers do. */
class SchemaTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String STUDY_TEXT = Fixture.text("/org/chiasm/study/study.schema.json");
  private static final String SITE_TEXT = Fixture.text("/org/chiasm/study/site.schema.json");
  private static final JsonNode STUDY = JSON.readTree(STUDY_TEXT);
  private static final JsonNode SITE = JSON.readTree(SITE_TEXT);
  private static final Schema STUDY_SCHEMA = schema(STUDY_TEXT);
  private static final Schema SITE_SCHEMA = schema(SITE_TEXT);

  private static Schema schema(String text) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text, InputFormat.JSON);
  }

  private static boolean isValid(Schema schema, String yaml) {
    var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    JsonNode tree = JSON.valueToTree(new Load(settings).loadFromString(yaml));
    return schema.validate(tree).isEmpty();
  }

  private static List<String> names(Iterable<JsonNode> nodes) {
    var names = new ArrayList<String>();
    nodes.forEach(node -> names.add(node.asString()));
    return names;
  }

  private static void checkKeys(JsonNode schema, Keys keys) {
    assertThat(new TreeSet<>(schema.path("properties").propertyNames()))
        .as("keys of %s", keys.section())
        .isEqualTo(new TreeSet<>(keys.names()));
    assertThat(names(schema.path("required")))
        .as("required keys of %s", keys.section())
        .containsExactlyInAnyOrderElementsOf(keys.required());
    assertThat(schema.path("additionalProperties").asBoolean(true))
        .as("other keys of %s", keys.section())
        .isFalse();
  }

  private static void checkWords(String pointer, Collection<String> words) {
    assertThat(STUDY.at(pointer).isArray()).as(pointer).isTrue();
    assertThat(names(STUDY.at(pointer))).as(pointer).containsExactlyInAnyOrderElementsOf(words);
  }

  @Test
  void everySectionHasTheKeysTheReaderKnows() {
    checkKeys(STUDY, StudyFile.KEYS);
    checkKeys(SITE, SiteFile.KEYS);
    checkKeys(STUDY.at("/properties/missing"), EvaluationReader.MISSING);
    checkKeys(STUDY.at("/properties/search"), EvaluationReader.SEARCH);
    checkKeys(STUDY.at("/properties/evaluate"), EvaluationReader.EVALUATE);
    checkKeys(STUDY.at("/properties/late"), EvaluationReader.LATE);
    checkKeys(STUDY.at("/properties/card"), CardReader.CARD);
    Map.ofEntries(
            Map.entry("stay", ConceptReader.STAY),
            Map.entry("demographic", ConceptReader.DEMOGRAPHIC),
            Map.entry("category", ConceptReader.CATEGORY),
            Map.entry("measurement", ConceptReader.MEASUREMENT),
            Map.entry("occurrence", ConceptReader.OCCURRENCE),
            Map.entry("cohort", CohortReader.KEYS),
            Map.entry("inputTrigger", CohortReader.INPUT_TRIGGER),
            Map.entry("conceptTrigger", CohortReader.CONCEPT_TRIGGER),
            Map.entry("exclusion", CohortReader.EXCLUSION),
            Map.entry("image", InputReader.IMAGE),
            Map.entry("tensor", TensorRuleReader.KEYS),
            Map.entry("encoder", EncoderReader.KEYS),
            Map.entry("seriesRule", SeriesRuleReader.KEYS),
            Map.entry("waveform", InputReader.WAVEFORM),
            Map.entry("waveformRule", InputReader.WAVEFORM_SELECT),
            Map.entry("text", InputReader.TEXT),
            Map.entry("notes", InputReader.NOTES),
            Map.entry("textEncoder", NotesReader.ENCODER),
            Map.entry("tabular", InputReader.TABULAR),
            Map.entry("trajectory", InputReader.TRAJECTORY),
            Map.entry("binary", OutcomeReader.BINARY),
            Map.entry("timeTo", OutcomeReader.TIME_TO),
            Map.entry("classes", OutcomeReader.CLASSES),
            Map.entry("shares", SplitReader.SHARES),
            Map.entry("folds", SplitReader.FOLDS),
            Map.entry("sites", SplitReader.SITES))
        .forEach((name, keys) -> checkKeys(STUDY.at("/$defs/" + name), keys));
  }

  @Test
  void everyListOfWordsIsTheOneTheReaderKnows() {
    checkWords("/properties/fusion/items/enum", EvaluationReader.STRATEGIES.keySet());
    checkWords("/properties/late/properties/rule/enum", EvaluationReader.LATE_RULES.keySet());
    checkWords("/properties/inputs/propertyNames/not/enum", InputNames.FIXED_COLUMNS);
    checkWords(
        "/$defs/demographic/properties/demographic/enum", ConceptReader.DEMOGRAPHICS.keySet());
    checkWords("/$defs/cohort/properties/per_subject/enum", CohortReader.PER_SUBJECT.keySet());
    checkWords("/$defs/input/properties/modality/enum", InputReader.MODALITIES.keySet());
    checkWords("/$defs/missingInput/enum", InputReader.MISSING.keySet());
    checkWords("/$defs/image/properties/extractor/enum", InputReader.EXTRACTORS.keySet());
    checkWords("/$defs/tabular/properties/reduce/anyOf/0/enum", TabularReader.REDUCTIONS.keySet());
    checkWords(
        "/$defs/tabular/properties/reduce/anyOf/1/items/enum", TabularReader.REDUCTIONS.keySet());
    checkWords("/$defs/text/properties/from/anyOf/0/enum", InputReader.HISTORY_SOURCES.keySet());
    checkWords("/$defs/seriesRule/properties/plane/anyOf/0/enum", SeriesRuleReader.PLANES);
    checkWords("/$defs/seriesRule/properties/contrast/anyOf/0/enum", SeriesRuleReader.CONTRAST);
    checkWords("/$defs/timeTo/properties/from/enum", OutcomeReader.FROM.keySet());
    checkWords("/$defs/timeTo/properties/unit/enum", OutcomeReader.UNITS.keySet());
    checkWords("/$defs/noFollowup/enum", OutcomeReader.NO_FOLLOWUP.keySet());
    checkWords("/$defs/noFollowupOfClasses/enum", OutcomeReader.NO_FOLLOWUP_OF_CLASSES.keySet());
    checkWords("/$defs/noFollowupOfTime/enum", OutcomeReader.NO_FOLLOWUP_OF_TIME.keySet());
    checkWords("/$defs/by/enum", SplitReader.BY);
    assertThat(SITE.at("/properties/assume_lag/properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(SiteFile.KINDS.keySet());
  }

  @Test
  void everyBoundIsTheOneTheReaderKnows() {
    assertThat(STUDY.at("/$defs/seed/maximum").asLong()).isEqualTo(SplitReader.SEED_MAX);
    assertThat(STUDY.at("/$defs/folds/properties/folds/minimum").asInt())
        .isEqualTo(SplitReader.FOLDS_MIN);
    assertThat(STUDY.at("/$defs/folds/properties/folds/maximum").asInt())
        .isEqualTo(SplitReader.FOLDS_MAX);
    var bootstrap = STUDY.at("/properties/evaluate/properties/bootstrap");
    assertThat(bootstrap.path("minimum").asInt()).isEqualTo(EvaluationReader.BOOTSTRAP_MIN);
    assertThat(bootstrap.path("maximum").asInt()).isEqualTo(EvaluationReader.BOOTSTRAP_MAX);
  }

  @Test
  void rightFilesAreValid() {
    assertThat(isValid(STUDY_SCHEMA, Fixture.text("design-example.yaml"))).isTrue();
    assertThat(isValid(STUDY_SCHEMA, Fixture.text("every-kind.yaml"))).isTrue();
    assertThat(isValid(SITE_SCHEMA, Fixture.text("site.yaml"))).isTrue();
    assertThat(isValid(SITE_SCHEMA, "site: small")).isTrue();
  }

  @Test
  void wrongFilesAreInvalid() {
    assertThat(isValid(SITE_SCHEMA, Fixture.text("site-mistakes.yaml"))).isFalse();
    var example = Fixture.text("design-example.yaml");
    for (var wrong :
        List.of(
            example.replace("reduce: nearest", "reduce: newest"),
            example.replace("wait: 6h", "wait: 6"),
            example.replace("wait: 6h", "wiat: 6h"),
            example.replace("\"[-1h, 0h]\"", "[-1h, 0h]"),
            example.replace("\"[-1h, 0h]\"", "\"[-1, 0h]\""),
            example.replace("modality: image", "modality: tabular"),
            example.replace("by: subject", "by: row"),
            example.replace("{encounter_location: ICU}", "{encounter_location: ICU, unit: d}"),
            example.replace("loinc: [\"1988-5\"], ", ""),
            example.replace("held_out: 0.2", "folds: 5"),
            example.replace("age >= 18 a", "age >= 18"))) {
      assertThat(wrong).isNotEqualTo(example);
      assertThat(isValid(STUDY_SCHEMA, wrong)).as(wrong).isFalse();
      assertThat(StudyFile.read(wrong, "x")).as(wrong).isInstanceOf(Checked.Rejected.class);
    }
  }

  @Test
  void whatTheReaderAcceptsIsValid() {
    int accepted = 0;
    for (int seed = 0; seed < 250; seed++) {
      var text = changed(new Random(seed));
      if (StudyFile.read(text, "x") instanceof Checked.Accepted<?>) {
        accepted++;
        assertThat(isValid(STUDY_SCHEMA, text)).as(text).isTrue();
      }
    }
    assertThat(accepted).isBetween(10, 240);
  }

  private static String changed(Random random) {
    var lines = new ArrayList<>(Fixture.text("every-kind.yaml").lines().toList());
    int line = random.nextInt(lines.size());
    var words = lines.get(line).split("(?<=[ ,:\\[\\]{}\"])|(?=[ ,:\\[\\]{}\"])", -1);
    words[random.nextInt(words.length)] =
        WORDS.get(random.nextInt(WORDS.size())).formatted(random.nextInt(5));
    lines.set(line, String.join("", words));
    return String.join("\n", lines);
  }

  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "%d",
          "-%d",
          "0.%d",
          "%dh",
          "%d h",
          "+%dd",
          "inf",
          "-inf",
          "icu_stay",
          "death",
          "heart_rate",
          "axial",
          "yes",
          "true",
          "null",
          "late",
          "last",
          "count",
          "allow",
          "[",
          "]",
          "{",
          "}",
          "(",
          ")",
          ",",
          "\"",
          "note",
          "CT",
          "image",
          "tabular",
          "trigger",
          "unit",
          "site",
          "\"%d mm\"",
          "<= ",
          "\"> %d mm\"",
          "auto",
          "drop",
          "E1%d*",
          "x//y",
          "~");
}
