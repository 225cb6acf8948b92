package org.chiasm.app.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.app.files.StageProgress;

/**
 * Where messages and progress go: standard error, so that standard output holds results only. A bar
 * is drawn and colours are used on a terminal; elsewhere a line is written at each tenth of the
 * way. A finished stage says how long it took, from one second on.
 */
public final class Terminal implements StageProgress {
  private static final int BAR_CELLS = 28;
  private static final long REDRAW_NANOS = 80_000_000L;
  private static final long NANOS_A_SECOND = 1_000_000_000L;

  private final PrintStream err;
  private final boolean interactive;
  private String stage = "";
  private volatile String note = "";
  private long done;
  private long total;
  private long lastDrawn;
  private long begun;
  private int lastTenth = -1;
  private boolean drawn;

  Terminal(PrintStream err, boolean interactive) {
    this.err = err;
    this.interactive = interactive;
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /** The terminal of this process. */
  public static Terminal ofProcess() {
    boolean interactive = isTerminal() && System.getenv("NO_COLOR") == null;
    return new Terminal(new PrintStream(System.err, true, StandardCharsets.UTF_8), interactive);
  }

  @Override
  public void begin(String name) {
    finishLine();
    stage = name;
    note = "";
    done = 0;
    total = 0;
    lastTenth = -1;
    lastDrawn = 0;
    begun = System.nanoTime();
    if (!interactive) {
      err.println(name + " …");
    }
  }

  @Override
  public synchronized void note(String words) {
    note = words;
    long now = System.nanoTime();
    if (interactive && now - lastDrawn > REDRAW_NANOS) {
      lastDrawn = now;
      draw();
    }
  }

  @Override
  public synchronized void update(long done, long total) {
    this.done = done;
    this.total = total;
    if (interactive) {
      long now = System.nanoTime();
      if (now - lastDrawn > REDRAW_NANOS || done == total) {
        lastDrawn = now;
        draw();
      }
    } else if (total > 0) {
      int tenth = (int) (10 * done / total);
      if (tenth > lastTenth && tenth > 0 && tenth < 10) {
        lastTenth = tenth;
        err.println("  " + tenth * 10 + " %" + (note.isEmpty() ? "" : "  " + note));
      }
    }
  }

  @Override
  public void end(String result) {
    if (drawn) {
      err.print("\r\u001b[K");
      drawn = false;
    }
    err.println(
        (interactive ? "\u001b[32m✓\u001b[0m " : "  ")
            + stage
            + ": "
            + result
            + lasted(System.nanoTime() - begun));
  }

  /** How long the stage took, where somebody had to wait for it. */
  static String lasted(long nanos) {
    long seconds = nanos / NANOS_A_SECOND;
    if (seconds == 0) {
      return "";
    }
    return seconds < 60
        ? String.format(Locale.ROOT, " (%d s)", seconds)
        : String.format(Locale.ROOT, " (%d min %d s)", seconds / 60, seconds % 60);
  }

  /** Says something that is neither progress nor a result. */
  public void say(String line) {
    finishLine();
    err.println(line);
  }

  /** Says what went wrong. */
  public void complain(String line) {
    finishLine();
    err.println(interactive ? "\u001b[31m" + line + "\u001b[0m" : line);
  }

  /** Shows where a failure came from, for those who asked. */
  public void stackTrace(Throwable failure) {
    finishLine();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      err.println(each);
      for (var frame : each.getStackTrace()) {
        err.println("    at " + frame);
      }
    }
  }

  private void draw() {
    var line = new StringBuilder("\r\u001b[K").append(stage).append(' ');
    if (total > 0) {
      int filled = (int) Math.min(BAR_CELLS, BAR_CELLS * done / total);
      line.append("█".repeat(filled)).append("░".repeat(BAR_CELLS - filled));
      line.append(
          String.format(Locale.ROOT, " %3d %%  %,d of %,d", 100 * done / total, done, total));
    } else {
      line.append(String.format(Locale.ROOT, "%,d", done));
    }
    err.print(note.isEmpty() ? line : line.append("  ").append(note));
    err.flush();
    drawn = true;
  }

  private void finishLine() {
    if (drawn) {
      err.println();
      drawn = false;
    }
  }
}
