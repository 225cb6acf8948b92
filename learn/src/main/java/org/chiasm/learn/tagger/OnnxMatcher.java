package org.chiasm.learn.tagger;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.chiasm.learn.onnx.OnnxEnvironment;
import org.chiasm.learn.tagger.TaggerContract.Kind;
import org.chiasm.note.FindingMatcher;
import org.chiasm.note.Mention;
import org.chiasm.note.lexicon.ComorbidityGroup;
import org.chiasm.note.lexicon.ComorbidityLexicon;
import org.chiasm.note.text.Section;
import org.chiasm.note.text.Span;

/**
 * Finds comorbidities with a user's own ONNX model, on the CPU. A model of pieces marks the words
 * of each mention; a model of sentences names what a sentence is about, and its mention is the
 * whole sentence. Safe for use by many threads; close it after use.
 */
public final class OnnxMatcher implements FindingMatcher, AutoCloseable {
  private static final String NOTHING = "O";

  private final TaggerContract contract;
  private final OrtEnvironment environment = OnnxEnvironment.get();
  private final OrtSession session;
  private final Map<String, ComorbidityGroup> groupByLabel = new HashMap<>();

  private OnnxMatcher(TaggerContract contract) throws OrtException {
    this.contract = contract;
    for (String label : contract.labels()) {
      if (!label.equals(NOTHING)) {
        groupByLabel.put(label, group(label));
      }
    }
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(contract.model().toString(), options);
    }
    var known = new HashSet<>(session.getInputNames());
    known.addAll(session.getOutputNames());
    for (String name :
        List.of(contract.ids(), contract.mask(), contract.types(), contract.output())) {
      if (!name.isEmpty() && !known.contains(name)) {
        close();
        throw new IllegalArgumentException(
            "The model has no input or output '" + name + "'; it has " + new TreeSet<>(known));
      }
    }
  }

  /**
   * Opens the model of a folder.
   *
   * @param folder with {@code matcher.json}, the model, and the vocabulary it names
   * @throws IllegalArgumentException if the folder's files do not fit each other
   */
  public static OnnxMatcher open(Path folder) throws IOException {
    var contract = TaggerContract.read(folder);
    try {
      return new OnnxMatcher(contract);
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          "The model " + contract.model() + " cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Mention> mentions(String text, Section section, Span sentence) {
    var pieces =
        contract.tokenizer().cut(text, sentence.start(), sentence.end(), contract.piecesMax());
    if (pieces.ids().length == 0) {
      return List.of();
    }
    return contract.kind() == Kind.TOKEN_CLASSIFICATION
        ? marked(pieces, run(pieces))
        : named(sentence, run(pieces)[0]);
  }

  /** The scores: a row for each piece, or one row for the sentence. */
  private float[][] run(Pieces pieces) {
    var ones = new long[pieces.ids().length];
    Arrays.fill(ones, 1);
    var inputs = new HashMap<String, OnnxTensor>();
    try {
      add(inputs, contract.ids(), pieces.ids());
      add(inputs, contract.mask(), ones);
      add(inputs, contract.types(), new long[ones.length]);
      try (var result = session.run(inputs)) {
        var value = result.get(contract.output()).orElseThrow().getValue();
        return switch (value) {
          case float[][][] byPiece -> byPiece[0];
          case float[][] bySentence -> bySentence;
          default ->
              throw new IllegalStateException(
                  "The model's output must be floats of [1, pieces, labels] or [1, labels]");
        };
      }
    } catch (OrtException e) {
      throw new IllegalStateException("The model failed: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private void add(Map<String, OnnxTensor> inputs, String name, long[] values) throws OrtException {
    if (!name.isEmpty()) {
      inputs.put(
          name,
          OnnxTensor.createTensor(
              environment, LongBuffer.wrap(values), new long[] {1, values.length}));
    }
  }

  private List<Mention> named(Span sentence, float[] scores) {
    var mentions = new ArrayList<Mention>();
    for (int i = 0; i < Math.min(scores.length, contract.labels().size()); i++) {
      var group = groupByLabel.get(contract.labels().get(i));
      if (group != null && 1 / (1 + Math.exp(-scores[i])) >= contract.threshold()) {
        mentions.add(mention(group, sentence.start(), sentence.end()));
      }
    }
    return mentions;
  }

  /** A word has the label of its first piece; words of one label that touch are one mention. */
  private List<Mention> marked(Pieces pieces, float[][] scores) {
    var mentions = new ArrayList<Mention>();
    ComorbidityGroup open = null;
    int start = 0;
    int end = 0;
    for (int i = 0; i < pieces.ids().length; i++) {
      if (pieces.starts()[i] < 0) {
        continue;
      }
      if (!pieces.begins()[i]) {
        end = open == null ? end : pieces.ends()[i];
        continue;
      }
      String label = best(scores[i]);
      var group = groupByLabel.get(label);
      if (open != null && (!open.equals(group) || label.startsWith("B-"))) {
        mentions.add(mention(open, start, end));
        open = null;
      }
      if (group != null) {
        start = open == null ? pieces.starts()[i] : start;
        end = pieces.ends()[i];
        open = group;
      }
    }
    if (open != null) {
      mentions.add(mention(open, start, end));
    }
    return mentions;
  }

  private String best(float[] scores) {
    int best = 0;
    double sum = 0;
    int size = Math.min(scores.length, contract.labels().size());
    for (int i = 1; i < size; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    for (int i = 0; i < size; i++) {
      sum += Math.exp(scores[i] - scores[best]);
    }
    return 1 / sum >= contract.threshold() ? contract.labels().get(best) : NOTHING;
  }

  private static Mention mention(ComorbidityGroup group, int start, int end) {
    return new Mention(
        new Span(start, end), group.name(), group.label(), group.code(), Mention.Spelling.RIGHT);
  }

  private static ComorbidityGroup group(String label) {
    String name = label.startsWith("B-") || label.startsWith("I-") ? label.substring(2) : label;
    var groups = ComorbidityLexicon.english().groups();
    if (!groups.containsKey(name)) {
      throw new IllegalArgumentException(
          TaggerContract.FILE
              + " has the label '"
              + label
              + "'; expected O or one of the groups "
              + groups.keySet()
              + ", with or without B- or I- before it");
    }
    return requireNonNull(groups.get(name));
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("The model cannot be closed: " + e.getMessage(), e);
    }
  }
}
