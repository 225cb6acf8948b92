package org.chiasm.connect.pixel;

import static java.util.Objects.requireNonNull;

import org.chiasm.DataIssue;

/**
 * Why pixels cannot be had.
 *
 * @param kind cut, damaged, unreadable, or of a sort that is not decoded
 * @param reason what is wrong, without patient data; names the transfer syntax where there is one
 */
public record Undecodable(DataIssue.Kind kind, String reason) implements FrameResult, ImageResult {
  /** Checks that there is a reason. */
  public Undecodable {
    requireNonNull(kind, "kind");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("Undecodable pixels need a reason");
    }
  }

  Undecodable inFrame(int frame, int frames) {
    return frames == 1
        ? this
        : new Undecodable(kind, "Frame " + (frame + 1) + " of " + frames + ": " + reason);
  }
}
