package org.chiasm.learn.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operations that compute nothing and note which parameters are asked for. */
final class ParameterLayout implements Operations<ParameterLayout.Nothing> {
  /** No value. */
  enum Nothing {
    NOTHING
  }

  private final List<Parameters.Slot> slots = new ArrayList<>();
  private int size;

  List<Parameters.Slot> slots() {
    return slots;
  }

  @Override
  public Nothing input(String name, int... shape) {
    return Nothing.NOTHING;
  }

  @Override
  public Nothing parameter(String name, int fanIn, int... shape) {
    var slot = new Parameters.Slot(name, size, fanIn, Arrays.stream(shape).boxed().toList());
    slots.add(slot);
    size += slot.size();
    return Nothing.NOTHING;
  }

  @Override
  public Nothing add(Nothing left, Nothing right) {
    return left;
  }

  @Override
  public Nothing multiply(Nothing left, Nothing right) {
    return left;
  }

  @Override
  public Nothing affine(Nothing value, float factor, float shift) {
    return value;
  }

  @Override
  public Nothing linear(Nothing value, Nothing weight, Nothing bias) {
    return value;
  }

  @Override
  public Nothing matrixProduct(Nothing left, Nothing right) {
    return left;
  }

  @Override
  public Nothing convolution(
      Nothing value, Nothing weight, Nothing bias, int spatial, int stride, int padding) {
    return value;
  }

  @Override
  public Nothing relu(Nothing value) {
    return value;
  }

  @Override
  public Nothing tanh(Nothing value) {
    return value;
  }

  @Override
  public Nothing sigmoid(Nothing value) {
    return value;
  }

  @Override
  public Nothing exponential(Nothing value) {
    return value;
  }

  @Override
  public Nothing softmax(Nothing value) {
    return value;
  }

  @Override
  public Nothing mean(Nothing value, int axis) {
    return value;
  }

  @Override
  public Nothing join(List<Nothing> values, int axis) {
    return Nothing.NOTHING;
  }

  @Override
  public Nothing slice(Nothing value, int index) {
    return value;
  }

  @Override
  public Nothing reshape(Nothing value, int... shape) {
    return value;
  }

  @Override
  public Nothing transpose(Nothing value, int... axes) {
    return value;
  }

  @Override
  public Nothing dropout(Nothing value, double rate) {
    return value;
  }
}
