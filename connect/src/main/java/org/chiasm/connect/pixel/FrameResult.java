package org.chiasm.connect.pixel;

import static java.util.Objects.requireNonNull;

/** What came of decoding a frame: the frame, or why there is none. */
public sealed interface FrameResult permits FrameResult.Decoded, Undecodable {
  /** The frame. */
  record Decoded(PixelFrame frame) implements FrameResult {
    /** Checks that it is there. */
    public Decoded {
      requireNonNull(frame, "frame");
    }
  }
}
