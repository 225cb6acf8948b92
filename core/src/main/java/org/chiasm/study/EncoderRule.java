package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A given encoder of an input: a network in an ONNX file, and the contract of what it reads. Its
 * weights are never changed.
 *
 * @param onnx the file's path from the study file on
 * @param input the extents of what it reads for one row, without the axis of rows
 * @param subtract taken from each number before the network reads it
 * @param divide and then divided by; positive
 */
public record EncoderRule(String onnx, List<Integer> input, double subtract, double divide) {
  /** Checks the contract. */
  public EncoderRule {
    requireNonNull(onnx, "onnx");
    input = List.copyOf(input);
    if (input.isEmpty() || input.stream().anyMatch(extent -> extent < 1) || !(divide > 0)) {
      throw new IllegalArgumentException(
          "An encoder reads positive extents and divides by a positive number, got "
              + input
              + " and "
              + divide);
    }
  }
}
