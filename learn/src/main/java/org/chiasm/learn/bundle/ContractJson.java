package org.chiasm.learn.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chiasm.Modality;
import org.chiasm.learn.encode.FeatureReference;
import org.chiasm.learn.encode.InputEncoding;
import org.chiasm.learn.encode.LinearPreprocessing.Term;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorKind;
import org.chiasm.learn.encode.WordWeights;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.learn.onnx.GivenEncoder;
import org.chiasm.learn.tagger.TextEncoder;
import org.chiasm.study.Branch;
import org.chiasm.study.EncoderRule;
import org.chiasm.study.TextEncoderRule;

/** The feature contract, preprocessing terms and reference distributions as JSON. */
final class ContractJson {
  /** What follows an input's name in the names of the files of its encoder. */
  static final String GIVEN_ONNX = ".given.onnx";

  static final String GIVEN_VOCABULARY = ".given.vocab.txt";

  private ContractJson() {}

  /** The contract; files of given encoders are added to {@code files}. */
  static JsonNode write(RowEncoder encoder, Map<String, byte[]> files) {
    var inputs = BundleJson.array();
    for (var encoding : encoder.encodings()) {
      var node = inputs.addObject().put("input", encoding.input());
      put(node, encoding.branch()).put("age_hours", encoding.age());
      switch (encoding) {
        case InputEncoding.Numeric _ -> node.put("kind", "numeric");
        case InputEncoding.Levels levels -> {
          node.put("kind", "levels");
          levels.levels().forEach(node.putArray("levels")::add);
        }
        case InputEncoding.Measured measured -> {
          node.put("kind", "measured").put("tensor", id(measured.kind()));
          if (measured.encoder() != measured.kind().encoders().getFirst()) {
            node.put("encoder", id(measured.encoder()));
          }
        }
        case InputEncoding.Words words -> {
          node.put("kind", "words");
          words.weights().buckets().forEach(node.putArray("buckets")::add);
          node.set("idf", BundleJson.numbers(words.weights().idf()));
        }
        case InputEncoding.Given given -> {
          var rule = given.encoder().rule();
          var file = given.input() + ".given.onnx";
          files.put(file, given.encoder().bytes());
          node.put("kind", "given").put("file", file).put("onnx", rule.onnx());
          rule.input().forEach(node.putArray("extents")::add);
          node.put("subtract", rule.subtract()).put("divide", rule.divide());
        }
        case InputEncoding.GivenText given -> {
          var rule = given.encoder().rule();
          files.put(given.input() + GIVEN_ONNX, given.encoder().onnx());
          files.put(given.input() + GIVEN_VOCABULARY, given.encoder().vocabulary());
          node.put("kind", "given_text").put("onnx", rule.onnx());
          node.put("vocabulary", rule.vocabulary()).put("lower_case", rule.lowerCase());
          node.put("pooling", id(rule.pooling())).put("tokens", rule.tokens());
        }
        case InputEncoding.Course course -> {
          node.put("kind", "course").put("step_hours", course.stepHours());
          course.concepts().forEach(node.putArray("concepts")::add);
        }
      }
    }
    var features = BundleJson.array();
    encoder.features().forEach(feature -> features.add(feature.name()));
    return BundleJson.object().<ObjectNode>set("inputs", inputs).set("features", features);
  }

  static RowEncoder readEncoder(JsonNode node, Map<String, byte[]> files) {
    var encodings = new ArrayList<InputEncoding>();
    for (var each : node.required("inputs")) {
      var input = BundleJson.text(each.required("input"));
      var branch = branch(each);
      boolean age = each.required("age_hours").booleanValue();
      var kind = BundleJson.text(each.required("kind"));
      encodings.add(
          switch (kind) {
            case "numeric" -> new InputEncoding.Numeric(input, branch, age);
            case "levels" -> {
              var levels = new ArrayList<String>();
              each.required("levels").forEach(level -> levels.add(BundleJson.text(level)));
              yield new InputEncoding.Levels(input, branch, levels, age);
            }
            case "course" -> {
              var concepts = new ArrayList<String>();
              each.required("concepts").forEach(name -> concepts.add(BundleJson.text(name)));
              yield new InputEncoding.Course(
                  input, branch, concepts, BundleJson.number(each.required("step_hours")), age);
            }
            case "words" -> {
              var buckets = new ArrayList<Integer>();
              each.required("buckets").forEach(b -> buckets.add((int) BundleJson.number(b)));
              var weights = new WordWeights(buckets, BundleJson.numbers(each.required("idf")));
              yield new InputEncoding.Words(input, branch, weights, age);
            }
            case "given_text" -> givenText(input, branch, each, files);
            case "given" -> new InputEncoding.Given(input, branch, given(each, files));
            case "measured" -> measured(input, branch, each, age);
            default ->
                throw new IllegalArgumentException(
                    "input '" + input + "' is of unknown kind '" + kind + "'");
          });
    }
    return new RowEncoder(encodings);
  }

  /** Of bundles that do not say how networks read a tensor, they read it as they read its kind. */
  private static InputEncoding measured(String input, Branch branch, JsonNode node, boolean age) {
    var kind =
        TensorKind.valueOf(BundleJson.text(node.required("tensor")).toUpperCase(Locale.ROOT));
    return node.has("encoder")
        ? new InputEncoding.Measured(
            input,
            branch,
            kind,
            TensorInput.Encoder.valueOf(
                BundleJson.text(node.required("encoder")).toUpperCase(Locale.ROOT)),
            age)
        : new InputEncoding.Measured(input, branch, kind, age);
  }

  private static GivenEncoder given(JsonNode node, Map<String, byte[]> files) {
    var extents = new ArrayList<Integer>();
    node.required("extents").forEach(extent -> extents.add((int) BundleJson.number(extent)));
    var bytes = files.get(BundleJson.text(node.required("file")));
    if (bytes == null) {
      throw new IllegalArgumentException("the manifest does not list the file of an encoder");
    }
    return new GivenEncoder(
        new EncoderRule(
            BundleJson.text(node.required("onnx")),
            extents,
            BundleJson.number(node.required("subtract")),
            BundleJson.number(node.required("divide"))),
        bytes);
  }

  private static InputEncoding givenText(
      String input, Branch branch, JsonNode node, Map<String, byte[]> files) {
    var onnx = files.get(input + GIVEN_ONNX);
    var vocabulary = files.get(input + GIVEN_VOCABULARY);
    if (onnx == null || vocabulary == null) {
      throw new IllegalArgumentException("the manifest does not list the files of an encoder");
    }
    var rule =
        new TextEncoderRule.Given(
            BundleJson.text(node.required("onnx")),
            BundleJson.text(node.required("vocabulary")),
            node.required("lower_case").booleanValue(),
            TextEncoderRule.Pooling.valueOf(
                BundleJson.text(node.required("pooling")).toUpperCase(Locale.ROOT)),
            (int) BundleJson.number(node.required("tokens")));
    return new InputEncoding.GivenText(input, branch, new TextEncoder(rule, onnx, vocabulary));
  }

  static JsonNode write(List<FeatureReference> references) {
    var node = BundleJson.array();
    for (var each : references) {
      var object =
          node.addObject().put("feature", each.feature()).put("missing_share", each.missingShare());
      if (!Double.isNaN(each.mean())) {
        object.put("mean", each.mean());
      }
      object.set("quantiles", BundleJson.numbers(each.quantiles()));
    }
    return node;
  }

  static List<FeatureReference> readReferences(JsonNode node) {
    var references = new ArrayList<FeatureReference>();
    for (var each : node) {
      references.add(
          new FeatureReference(
              BundleJson.text(each.required("feature")),
              BundleJson.number(each.required("missing_share")),
              each.has("mean") ? BundleJson.number(each.required("mean")) : Double.NaN,
              BundleJson.numbers(each.required("quantiles"))));
    }
    return references;
  }

  static JsonNode writeTerms(List<Term> terms) {
    var node = BundleJson.array();
    for (var term : terms) {
      var object =
          node.addObject()
              .put("column", term.column())
              .put("mean", term.mean())
              .put("deviation", term.deviation());
      if (term instanceof Term.Scaled scaled) {
        object
            .put("median", scaled.median())
            .put("low", scaled.low())
            .put("high", scaled.high())
            .put("logarithmic", scaled.logarithmic());
      }
    }
    return node;
  }

  /** Terms with a median are scaled values, those without are indicators of absence. */
  static List<Term> readTerms(JsonNode node) {
    var terms = new ArrayList<Term>();
    for (var each : node) {
      int column = (int) BundleJson.number(each.required("column"));
      double mean = BundleJson.number(each.required("mean"));
      double deviation = BundleJson.number(each.required("deviation"));
      terms.add(
          each.has("median")
              ? new Term.Scaled(
                  column,
                  BundleJson.number(each.required("median")),
                  BundleJson.number(each.required("low")),
                  BundleJson.number(each.required("high")),
                  each.required("logarithmic").booleanValue(),
                  mean,
                  deviation)
              : new Term.Absence(column, mean, deviation));
    }
    return terms;
  }

  static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The branch that a node's {@code branch} and {@code modality} say. */
  static Branch branch(JsonNode node) {
    return new Branch(
        BundleJson.text(node.required("branch")),
        Modality.valueOf(BundleJson.text(node.required("modality")).toUpperCase(Locale.ROOT)));
  }

  /** Adds what {@link #branch} reads. */
  static ObjectNode put(ObjectNode node, Branch branch) {
    return node.put("branch", branch.name()).put("modality", id(branch.modality()));
  }
}
