package org.chiasm.learn.tagger;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chiasm.learn.onnx.FileHash;
import org.chiasm.learn.onnx.OnnxEnvironment;
import org.chiasm.learn.onnx.OnnxSession;
import org.chiasm.study.TextEncoderRule;
import org.chiasm.study.TextEncoderRule.Pooling;

/**
 * A transformer encoder that somebody else trained, as an extractor of numbers from notes. It reads
 * {@code input_ids}, and {@code attention_mask} and {@code token_type_ids} where it has them, each
 * int64 [1, tokens], and gives {@code last_hidden_state}, or its only output, float [1, tokens,
 * width]. Run on one thread and one part of a text at a time. Safe between threads; equal where
 * files and contract are.
 */
public final class TextEncoder {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final String OUTPUT = "last_hidden_state";

  private final TextEncoderRule.Given rule;
  private final byte[] onnx;
  private final byte[] vocabulary;
  private final String sha256;
  private final WordPieceTokenizer tokenizer;
  private final OnnxSession session;
  private final Set<String> inputs;
  private final String output;
  private final int width;

  /**
   * An encoder from its files.
   *
   * @throws IllegalArgumentException if they do not keep the contract; the message says how
   */
  public TextEncoder(TextEncoderRule.Given rule, byte[] onnx, byte[] vocabulary) {
    this.rule = requireNonNull(rule, "rule");
    this.onnx = onnx.clone();
    this.vocabulary = vocabulary.clone();
    this.sha256 = FileHash.sha256(onnx) + FileHash.sha256(vocabulary);
    this.tokenizer =
        new WordPieceTokenizer(
            new String(vocabulary, StandardCharsets.UTF_8).lines().toList(), rule.lowerCase());
    try {
      session = new OnnxSession(this.onnx);
      inputs = inputs(session);
      output = output(session);
      width = run(tokenizer.cut("a", 0, 1, rule.tokens()).ids()).length;
    } catch (OrtException failure) {
      throw new IllegalArgumentException(
          "a file that ONNX Runtime cannot read or run (" + failure.getCode() + ")", failure);
    }
  }

  /** What is wrong with files under a contract; nothing where they keep it. */
  public static Optional<String> problem(
      TextEncoderRule.Given rule, byte[] onnx, byte[] vocabulary) {
    try {
      new TextEncoder(rule, onnx, vocabulary).session.close();
      return Optional.empty();
    } catch (IllegalArgumentException broken) {
      return Optional.ofNullable(broken.getMessage());
    }
  }

  private static Set<String> inputs(OnnxSession session) throws OrtException {
    var names = new TreeSet<>(session.inputs().keySet());
    if (!names.contains(IDS) || !Set.of(IDS, MASK, TYPES).containsAll(names)) {
      throw new IllegalArgumentException(
          "a network that reads " + names + " and not " + IDS + ", with " + MASK + ", " + TYPES);
    }
    return names;
  }

  private static String output(OnnxSession session) {
    var names = session.outputs();
    if (names.contains(OUTPUT)) {
      return OUTPUT;
    }
    if (names.size() != 1) {
      throw new IllegalArgumentException(
          "a network of several outputs of which none is called " + OUTPUT);
    }
    return names.iterator().next();
  }

  /** The contract. */
  public TextEncoderRule.Given rule() {
    return rule;
  }

  /** A copy of the network's file. */
  public byte[] onnx() {
    return onnx.clone();
  }

  /** A copy of the vocabulary's file. */
  public byte[] vocabulary() {
    return vocabulary.clone();
  }

  /** How many numbers it gives. */
  public int width() {
    return width;
  }

  /**
   * The numbers of texts: each text is read in parts of at most {@link
   * TextEncoderRule.Given#tokens}, and the mean over all parts is taken, each weighing as many
   * tokens as it has; none where no text has a token. Costs one run of the network for each part.
   */
  public Optional<float[]> encode(List<String> texts) {
    var sums = new double[width];
    long weight = 0;
    int room = rule.tokens() - 2;
    try {
      for (var text : texts) {
        long[] all = tokenizer.cut(text, 0, text.length(), Integer.MAX_VALUE).ids();
        for (int from = 1; from < all.length - 1; from += room) {
          int to = Math.min(from + room, all.length - 1);
          long[] part = Arrays.copyOfRange(all, from - 1, to + 1);
          part[0] = all[0];
          part[part.length - 1] = all[all.length - 1];
          float[] numbers = run(part);
          for (int i = 0; i < width; i++) {
            sums[i] += (double) numbers[i] * (to - from);
          }
          weight += to - from;
        }
      }
    } catch (OrtException failure) {
      throw new IllegalStateException("ONNX Runtime failed to run " + rule.onnx(), failure);
    }
    if (weight == 0) {
      return Optional.empty();
    }
    var mean = new float[width];
    for (int i = 0; i < width; i++) {
      mean[i] = (float) (sums[i] / weight);
    }
    return Optional.of(mean);
  }

  private float[] run(long[] ids) throws OrtException {
    var ones = new long[ids.length];
    Arrays.fill(ones, 1);
    var given = new HashMap<String, OnnxTensor>();
    try {
      add(given, IDS, ids);
      add(given, MASK, ones);
      add(given, TYPES, new long[ids.length]);
      return session.run(given, output, numbers -> pooled(byToken(numbers, ids.length)));
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }

  private static float[][] byToken(OnnxValue output, int tokens) throws OrtException {
    if (output.getValue() instanceof float[][][] byToken
        && byToken.length == 1
        && byToken[0].length == tokens) {
      return byToken[0];
    }
    throw new IllegalArgumentException(
        "a network whose output is not of single precision, 1 x tokens x width");
  }

  private float[] pooled(float[][] byToken) {
    if (rule.pooling() == Pooling.CLS) {
      return byToken[0];
    }
    var mean = new float[byToken[0].length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (float[] token : byToken) {
        sum += token[i];
      }
      mean[i] = (float) (sum / byToken.length);
    }
    return mean;
  }

  private void add(Map<String, OnnxTensor> given, String name, long[] values) throws OrtException {
    if (inputs.contains(name)) {
      long[] shape = {1, values.length};
      given.put(
          name, OnnxTensor.createTensor(OnnxEnvironment.get(), LongBuffer.wrap(values), shape));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextEncoder encoder
        && sha256.equals(encoder.sha256)
        && rule.equals(encoder.rule);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  @Override
  public String toString() {
    return "TextEncoder[" + rule.onnx() + ", " + width + " numbers]";
  }
}
