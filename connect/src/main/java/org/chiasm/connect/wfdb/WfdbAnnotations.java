package org.chiasm.connect.wfdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** Reads annotation files in MIT format (WFDB annot(5)). */
public final class WfdbAnnotations {
  private static final int SKIP = 59;
  private static final int NUMBER = 60;
  private static final int SUBTYPE = 61;
  private static final int CHANNEL = 62;
  private static final int TEXT = 63;

  private final byte[] file;
  private final List<WfdbAnnotation> annotations = new ArrayList<>();
  private int position;
  private long time;

  private WfdbAnnotations(byte[] file) {
    this.file = file;
  }

  /**
   * The annotations in a file's bytes, in file order.
   *
   * @throws WfdbException if the file ends within an annotation or lacks its end mark
   */
  public static List<WfdbAnnotation> parse(byte[] file) throws WfdbException {
    return new WfdbAnnotations(file).parse();
  }

  private List<WfdbAnnotation> parse() throws WfdbException {
    while (true) {
      int word = word();
      int code = word >> 10;
      int value = word & 0x3ff;
      if (word == 0) {
        return List.copyOf(annotations);
      }
      switch (code) {
        case SKIP -> time += (word() << 16) | word();
        case NUMBER, SUBTYPE, CHANNEL -> change(code, value);
        case TEXT -> {
          require(value + (value & 1));
          changeText(new String(file, position, value, ISO_8859_1));
          position += value + (value & 1);
        }
        default -> {
          time += value;
          int channel = annotations.isEmpty() ? 0 : annotations.getLast().channel();
          int number = annotations.isEmpty() ? 0 : annotations.getLast().number();
          annotations.add(new WfdbAnnotation(time, code, 0, channel, number, ""));
        }
      }
    }
  }

  private void change(int code, int value) throws WfdbException {
    var last = last();
    int signed = (byte) value;
    annotations.set(
        annotations.size() - 1,
        new WfdbAnnotation(
            last.sample(),
            last.code(),
            code == SUBTYPE ? signed : last.subtype(),
            code == CHANNEL ? value & 0xff : last.channel(),
            code == NUMBER ? signed : last.number(),
            last.text()));
  }

  private void changeText(String text) throws WfdbException {
    var last = last();
    annotations.set(
        annotations.size() - 1,
        new WfdbAnnotation(
            last.sample(), last.code(), last.subtype(), last.channel(), last.number(), text));
  }

  private WfdbAnnotation last() throws WfdbException {
    if (annotations.isEmpty()) {
      throw WfdbException.malformed("byte " + position + ": a modifier before any annotation");
    }
    return annotations.getLast();
  }

  private int word() throws WfdbException {
    require(2);
    int word = (file[position] & 0xff) | ((file[position + 1] & 0xff) << 8);
    position += 2;
    return word;
  }

  private void require(int bytes) throws WfdbException {
    if (file.length - position < bytes) {
      throw WfdbException.truncated(
          "byte " + position + ": expected " + bytes + " more bytes, the file ends");
    }
  }
}
