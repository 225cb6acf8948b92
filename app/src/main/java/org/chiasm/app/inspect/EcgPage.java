package org.chiasm.app.inspect;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.chiasm.app.picture.PageWords;
import org.chiasm.app.picture.Png;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.delineation.EcgAnalysis;
import org.chiasm.waveform.delineation.RepresentativeBeat;
import org.chiasm.waveform.delineation.WaveLimits;

/**
 * A page of the first ten seconds: every lead in a row of its own on millimetre paper, 25 mm/s and
 * 10 mm/mV, R peaks as red ticks, and over the usual beats the P wave green, the QRS complex red
 * and the T wave blue.
 */
final class EcgPage {
  private static final int PIXELS_PER_MM = 6;
  private static final int SECOND = 25 * PIXELS_PER_MM;
  private static final int MILLIVOLT = 10 * PIXELS_PER_MM;
  private static final double SECONDS = 10;
  private static final int ROW = 20 * PIXELS_PER_MM;
  private static final int MARGIN = 10 * PIXELS_PER_MM;
  private static final int HEAD = 16 * PIXELS_PER_MM;
  private static final int MOST_ROWS = 16;

  private final EcgSignal signal;
  private final EcgAnalysis analysis;
  private final int first;
  private final BufferedImage image;
  private final Graphics2D pen;

  private EcgPage(EcgSignal signal, EcgAnalysis analysis) {
    this.signal = signal;
    this.analysis = analysis;
    this.first = firstSample(analysis, signal.samplingFrequencyHz());
    int rows = Math.min(MOST_ROWS, signal.leadCount());
    this.image =
        new BufferedImage(
            (int) (SECONDS * SECOND) + 2 * MARGIN,
            HEAD + rows * ROW + MARGIN,
            BufferedImage.TYPE_INT_RGB);
    this.pen = image.createGraphics();
  }

  /** The page as a PNG file. */
  static byte[] draw(EcgSignal signal, EcgAnalysis analysis) throws IOException {
    var page = new EcgPage(signal, analysis);
    page.draw();
    page.pen.dispose();
    return Png.encode(page.image);
  }

  /** A long recording is shown from two seconds before the first beat on. */
  private static int firstSample(EcgAnalysis analysis, double hz) {
    int[] peaks = analysis.measurements().rPeaks().samples();
    return peaks.length == 0 || peaks[0] < SECONDS * hz ? 0 : (int) (peaks[0] - 2 * hz);
  }

  private void draw() {
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    paper();
    var words = PageWords.plain(pen, 3 * PIXELS_PER_MM);
    pen.setColor(Color.BLACK);
    words.write(summary(), MARGIN, 6 * PIXELS_PER_MM);
    words.write("25 mm/s  10 mm/mV   P green, QRS red, T blue, R tick", MARGIN, 11 * PIXELS_PER_MM);
    for (int row = 0; row < Math.min(MOST_ROWS, signal.leadCount()); row++) {
      int middle = HEAD + row * ROW + ROW / 2;
      pen.setColor(Color.BLACK);
      words.write(signal.leads().get(row), PIXELS_PER_MM, middle - 5 * PIXELS_PER_MM);
      trace(signal.microvolts(row), middle);
    }
    ticks();
  }

  private String summary() {
    var text = new StringBuilder();
    analysis
        .intervalsMs()
        .forEach((name, ms) -> text.append(String.format(Locale.ROOT, "%s %.0f  ", name, ms)));
    analysis
        .axesDegrees()
        .forEach(
            (name, axis) -> text.append(String.format(Locale.ROOT, "axis %s %.0f°  ", name, axis)));
    return text + analysis.quality().verdict().name();
  }

  private void paper() {
    pen.setColor(new Color(255, 252, 250));
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int mm = 0; mm * PIXELS_PER_MM < image.getWidth(); mm++) {
      pen.setColor(mm % 5 == 0 ? new Color(240, 170, 170) : new Color(252, 226, 226));
      pen.drawLine(mm * PIXELS_PER_MM, HEAD, mm * PIXELS_PER_MM, image.getHeight());
    }
    for (int y = HEAD; y < image.getHeight(); y += PIXELS_PER_MM) {
      pen.setColor(
          (y - HEAD) / PIXELS_PER_MM % 5 == 0
              ? new Color(240, 170, 170)
              : new Color(252, 226, 226));
      pen.drawLine(0, y, image.getWidth(), y);
    }
  }

  private void trace(float[] samples, int middle) {
    int count = (int) Math.min(samples.length - first, SECONDS * signal.samplingFrequencyHz());
    double level = level(samples, count);
    pen.setStroke(new BasicStroke(1.4f));
    for (var wave : Wave.values()) {
      pen.setColor(wave.color);
      var path = new Path2D.Double();
      boolean isDown = false;
      for (int i = 0; i < count; i++) {
        float sample = samples[first + i];
        boolean belongs = wave == Wave.NONE || wave == waveAt(first + i);
        if (Float.isNaN(sample) || !belongs) {
          isDown = false;
          continue;
        }
        double x = x(first + i);
        double y = middle - Math.clamp((sample - level) / 1000 * MILLIVOLT, -ROW, ROW);
        if (isDown) {
          path.lineTo(x, y);
        } else {
          path.moveTo(x, y);
        }
        isDown = true;
      }
      pen.draw(path);
    }
  }

  private double level(float[] samples, int count) {
    var sorted = Arrays.copyOfRange(samples, first, first + Math.max(1, count));
    Arrays.sort(sorted);
    float middle = sorted[sorted.length / 2];
    return Float.isNaN(middle) ? 0 : middle;
  }

  private double x(int sample) {
    return MARGIN + (sample - first) / signal.samplingFrequencyHz() * SECOND;
  }

  private void ticks() {
    pen.setColor(new Color(200, 0, 0));
    for (int peak : analysis.measurements().rPeaks().samples()) {
      if (peak >= first && peak < first + SECONDS * signal.samplingFrequencyHz()) {
        int x = (int) Math.round(x(peak));
        pen.drawLine(x, HEAD - 2 * PIXELS_PER_MM, x, HEAD);
      }
    }
  }

  private enum Wave {
    NONE(new Color(20, 20, 20)),
    P(new Color(0, 140, 0)),
    QRS(new Color(200, 0, 0)),
    T(new Color(0, 60, 220));

    private final Color color;

    Wave(Color color) {
      this.color = color;
    }
  }

  private Wave waveAt(int sample) {
    if (analysis.beat().isEmpty() || analysis.limits().isEmpty()) {
      return Wave.NONE;
    }
    RepresentativeBeat beat = analysis.beat().get();
    WaveLimits limits = analysis.limits().get();
    for (int place : beat.places()) {
      double ms = (sample - place) * 1000 / signal.samplingFrequencyHz();
      if (ms >= limits.qrsOnset() && ms <= limits.qrsOffset()) {
        return Wave.QRS;
      }
      if (limits.hasP() && ms >= limits.pOnset() && ms <= limits.pOffset()) {
        return Wave.P;
      }
      if (limits.hasT() && ms > limits.qrsOffset() && ms <= limits.tOffset()) {
        return Wave.T;
      }
    }
    return Wave.NONE;
  }
}
