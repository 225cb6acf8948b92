package org.chiasm.learn.onnx;

/**
 * The numbers of the fields and types of the ONNX format that we write (onnx.proto of the ONNX
 * project, format version 8).
 */
final class OnnxFields {
  static final int MODEL_FORMAT_VERSION = 1;
  static final int MODEL_PRODUCER = 2;
  static final int MODEL_GRAPH = 7;
  static final int MODEL_OPERATORS = 8;
  static final int OPERATORS_VERSION = 2;

  static final int GRAPH_NODE = 1;
  static final int GRAPH_NAME = 2;
  static final int GRAPH_INITIALIZER = 5;
  static final int GRAPH_INPUT = 11;
  static final int GRAPH_OUTPUT = 12;

  static final int NODE_INPUT = 1;
  static final int NODE_OUTPUT = 2;
  static final int NODE_OPERATOR = 4;
  static final int NODE_ATTRIBUTE = 5;

  static final int ATTRIBUTE_NAME = 1;
  static final int ATTRIBUTE_INTEGER = 3;
  static final int ATTRIBUTE_INTEGERS = 8;
  static final int ATTRIBUTE_TYPE = 20;
  static final int TYPE_INTEGER = 2;
  static final int TYPE_INTEGERS = 7;

  static final int TENSOR_EXTENT = 1;
  static final int TENSOR_DATA_TYPE = 2;
  static final int TENSOR_NAME = 8;
  static final int TENSOR_RAW_DATA = 9;
  static final int FLOAT = 1;
  static final int INT64 = 7;

  static final int VALUE_NAME = 1;
  static final int VALUE_TYPE = 2;
  static final int TYPE_TENSOR = 1;
  static final int TENSOR_TYPE_ELEMENT = 1;
  static final int TENSOR_TYPE_SHAPE = 2;
  static final int SHAPE_EXTENT = 1;
  static final int EXTENT_NUMBER = 1;
  static final int EXTENT_WORD = 2;

  private OnnxFields() {}
}
