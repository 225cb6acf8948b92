package org.chiasm.app.series;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.app.picture.PageWords;
import org.chiasm.app.picture.Png;
import org.chiasm.app.series.Thumbnail.Window;
import org.chiasm.connect.pacs.MeasuredStudies;
import org.chiasm.connect.pacs.StudyFolder;
import org.chiasm.imaging.RankedSeries;
import org.chiasm.imaging.SeriesReason;
import org.chiasm.imaging.SeriesTraits;
import org.chiasm.imaging.appearance.SectionKind;

/**
 * A picture with one strip for each series: its rank, what it is and why, and slices at equal
 * distance. No free text of headers is drawn; the pixels are as they are and may show a patient.
 */
public final class ContactSheet {
  /** How many series a sheet holds. */
  static final int MAX_SERIES = 60;

  private static final int PICTURES = 6;
  private static final int GAP = 6;
  private static final int TEXT_WIDTH = 430;
  private static final int HEAD = 34;
  private static final int STRIP = Thumbnail.SIDE + GAP;
  private static final int LINE = 15;
  private static final int WIDTH = TEXT_WIDTH + PICTURES * (Thumbnail.SIDE + GAP) + GAP;
  private static final int PLAIN_HEIGHT = 12;
  private static final int BOLD_HEIGHT = 15;
  private static final Color BACKGROUND = new Color(0x1b1e23);
  private static final Color TEXT = new Color(0xe8e8e8);
  private static final Color FAINT = new Color(0xa8b0bb);
  private static final Color ACCEPTED = new Color(0x6fd08c);
  private static final Color REJECTED = new Color(0xf08a7c);

  private final BufferedImage sheet;
  private final Graphics2D graphics;
  private final PageWords plain;
  private final PageWords bold;

  private ContactSheet(int height) {
    sheet = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    plain = PageWords.plain(graphics, PLAIN_HEIGHT);
    bold = PageWords.bold(graphics, BOLD_HEIGHT);
  }

  /**
   * Draws the rankings and writes a PNG. Cost: decodes up to {@value #PICTURES} slices a series.
   *
   * @return how many series did not fit, beyond {@value #MAX_SERIES}
   */
  public static int write(List<RankedStudy> studies, StudyFolder folder, Path target)
      throws IOException {
    Files.write(target, Png.encode(draw(studies, folder)));
    return Math.max(
        0, studies.stream().mapToInt(each -> each.ranking().series().size()).sum() - MAX_SERIES);
  }

  static BufferedImage draw(List<RankedStudy> studies, StudyFolder folder) {
    int strips =
        Math.min(
            MAX_SERIES, studies.stream().mapToInt(each -> each.ranking().series().size()).sum());
    var page =
        new ContactSheet(Math.max(1, strips) * STRIP + Math.max(1, studies.size()) * HEAD + GAP);
    page.fill(studies, folder, strips);
    return page.sheet;
  }

  private void fill(List<RankedStudy> studies, StudyFolder folder, int strips) {
    graphics.setColor(BACKGROUND);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    int top = 0;
    int drawn = 0;
    for (var study : studies) {
      if (drawn == strips) {
        break;
      }
      graphics.setColor(TEXT);
      bold.write(
          "Study "
              + study.ranking().studyInstanceUid()
              + (study.rule().name().isEmpty() ? "" : "   input " + study.rule().name()),
          GAP * 2,
          top + 23);
      top += HEAD;
      for (var ranked : study.ranking().series()) {
        if (drawn == strips) {
          break;
        }
        strip(top, ranked, study.traitsOf(ranked.series().seriesInstanceUid()), folder);
        top += STRIP;
        drawn++;
      }
    }
    graphics.dispose();
  }

  private void strip(int top, RankedSeries ranked, SeriesTraits traits, StudyFolder folder) {
    graphics.setColor(ranked.isAccepted() ? ACCEPTED : REJECTED);
    bold.write(
        ranked.rank().isPresent() ? "rank " + ranked.rank().getAsInt() : "rejected",
        GAP * 2,
        top + 18);
    int y = top + 18 + LINE + 3;
    graphics.setColor(TEXT);
    y = wrapped(SeriesWords.line(traits), y, top);
    graphics.setColor(FAINT);
    for (var reason : reasons(ranked)) {
      y = wrapped(reason.text(), y, top);
    }
    int left = TEXT_WIDTH;
    for (var picture : pictures(traits, folder)) {
      if (picture.isPresent()) {
        graphics.drawImage(picture.get(), left, top, null);
      } else {
        graphics.setColor(FAINT);
        graphics.drawRect(left, top, Thumbnail.SIDE - 1, Thumbnail.SIDE - 1);
        plain.write("no pixels", left + 48, top + Thumbnail.SIDE / 2);
      }
      left += Thumbnail.SIDE + GAP;
    }
  }

  /** Of a rejected series what speaks against it; of an accepted one what is worth knowing. */
  private static List<SeriesReason> reasons(RankedSeries ranked) {
    var told =
        ranked.isAccepted()
            ? ranked.reasons().stream()
                .filter(
                    each ->
                        each.criterion().equals("rank")
                            || each.criterion().equals("kernel")
                            || each.verdict() == SeriesReason.Verdict.UNCERTAIN
                            || each.criterion().equals("geometry"))
                .toList()
            : ranked.rejections();
    return told.isEmpty() ? ranked.reasons() : told;
  }

  private int wrapped(String text, int from, int top) {
    int y = from;
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && plain.width(longer) > TEXT_WIDTH - GAP * 4) {
        y = drawn(line.toString(), y, top);
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    return drawn(line.toString(), y, top);
  }

  private int drawn(String line, int y, int top) {
    if (y < top + STRIP - GAP) {
      plain.write(line, GAP * 2, y);
    }
    return y + LINE;
  }

  private static List<Optional<BufferedImage>> pictures(SeriesTraits traits, StudyFolder folder) {
    var slices = traits.geometry().slices();
    var shown = slices.isEmpty() ? traits.series().instances() : slices;
    var withPixels =
        shown.stream().filter(each -> folder.withPixels().contains(each.sopInstanceUid())).toList();
    var window = window(traits);
    var pictures = new ArrayList<Optional<BufferedImage>>();
    if (withPixels.size() == 1) {
      int frames = frames(withPixels.getFirst());
      for (int frame : MeasuredStudies.evenly(frames, PICTURES)) {
        pictures.add(Thumbnail.of(folder.root(), withPixels.getFirst(), frame, window));
      }
    } else {
      for (int at : MeasuredStudies.evenly(withPixels.size(), PICTURES)) {
        pictures.add(Thumbnail.of(folder.root(), withPixels.get(at), 0, window));
      }
    }
    return pictures.isEmpty() ? List.of(Optional.empty()) : pictures;
  }

  private static int frames(ImageInstance instance) {
    try {
      return Math.max(1, Integer.parseInt(instance.attribute("NumberOfFrames").strip()));
    } catch (NumberFormatException notSaid) {
      return 1;
    }
  }

  /** The window of the tissue a CT series is made to show; other pictures spread what they hold. */
  private static Window window(SeriesTraits traits) {
    if (!traits.series().attribute("Modality").equalsIgnoreCase("CT") || traits.readable() == 0) {
      return Window.OWN;
    }
    String kernel = traits.kernel().map(SeriesTraits.Trait::value).orElse("");
    boolean lungs = traits.appearance().section().filter(SectionKind.LUNGS::equals).isPresent();
    if (kernel.startsWith("lung") || (lungs && kernel.isEmpty())) {
      return Window.LUNG;
    }
    return kernel.startsWith("bone")
        ? Window.BONE
        : kernel.startsWith("brain") ? Window.BRAIN : Window.SOFT;
  }
}
