package org.chiasm.connect.dicomtext;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decodes one value with ISO 2022 code extensions (DICOM PS3.5 6.1.2.4, 6.1.2.5). */
final class CodeExtensionDecoder {
  static final byte ESCAPE = 0x1B;

  private static final int EUC_THREE_BYTES = 0x8F;

  private final @Nullable CodedCharacterSet initialUpper;
  private final boolean personName;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream run = new ByteArrayOutputStream();
  private Charset runCharset = ISO_8859_1;
  private @Nullable CodedCharacterSet lower;
  private @Nullable CodedCharacterSet upper;

  CodeExtensionDecoder(Optional<CodedCharacterSet> initialUpper, boolean personName) {
    this.initialUpper = initialUpper.orElse(null);
    this.personName = personName;
    this.upper = this.initialUpper;
  }

  String decode(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int one = bytes[at] & 0xFF;
      if (one == ESCAPE) {
        at = escape(bytes, at);
      } else if (one >= 0x80) {
        at = upper(bytes, at);
      } else if (lower != null && one > 0x20 && at + 1 < bytes.length) {
        if (lower == CodedCharacterSet.KANJI_SUPPLEMENT) {
          put(EUC_THREE_BYTES, lower.charset());
        }
        put(one | 0x80, lower.charset());
        put(bytes[at + 1] | 0x80, lower.charset());
        at += 2;
      } else {
        put(one, ISO_8859_1);
        if (endsShift(one)) {
          lower = null;
          upper = initialUpper;
        }
        at++;
      }
    }
    flush();
    return text.toString();
  }

  private int escape(byte[] bytes, int at) {
    var set = CodedCharacterSet.ofEscape(bytes, at + 1);
    if (set == null) {
      put(ESCAPE, ISO_8859_1);
      return at + 1;
    }
    switch (set.width()) {
      case NONE -> lower = null;
      case TWO_LOW -> lower = set;
      case ONE, TWO, WHOLE -> upper = set;
    }
    return at + 1 + set.escapeLength();
  }

  private int upper(byte[] bytes, int at) {
    if (upper == null) {
      put(bytes[at], ISO_8859_1);
      return at + 1;
    }
    put(bytes[at], upper.charset());
    if (upper.width() == CodedCharacterSet.Width.TWO && at + 1 < bytes.length) {
      put(bytes[at + 1], upper.charset());
      return at + 2;
    }
    return at + 1;
  }

  private boolean endsShift(int one) {
    return one == '\\'
        || one == '\r'
        || one == '\n'
        || one == '\f'
        || one == '\t'
        || (personName && (one == '^' || one == '='));
  }

  private void put(int one, Charset charset) {
    if (!charset.equals(runCharset)) {
      flush();
      runCharset = charset;
    }
    run.write(one);
  }

  private void flush() {
    text.append(run.toString(runCharset));
    run.reset();
  }
}
