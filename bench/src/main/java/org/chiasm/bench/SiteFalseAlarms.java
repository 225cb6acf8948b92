package org.chiasm.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.lab.site.SiteComparison;
import org.chiasm.lab.site.SiteFinding.Cause;
import org.chiasm.lab.site.SiteProfiler;

/**
 * How often {@code check-site} raises an alarm where there is nothing to find: the subjects of one
 * record are cut into random halves, one half is the reference and the other the site.
 *
 * <p>Arguments: study, site file, output folder of {@code chiasm ingest}, number of cuts, share of
 * the subjects in the site's part.
 */
public final class SiteFalseAlarms {
  private static final int CUTS_AT_ONCE = 5;

  private SiteFalseAlarms() {}

  /** Counts the findings by cause. */
  public static void main(String[] arguments) throws Exception {
    var files = StudyFiles.read(Path.of(arguments[0]), List.of(Path.of(arguments[1])));
    var folder = new OutputFolder(Path.of(arguments[2]));
    int cuts = Integer.parseInt(arguments[3]);
    double share = Double.parseDouble(arguments[4]);
    Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    var alarms = new ArrayList<String>();
    for (int done = 0; done < cuts; done += CUTS_AT_ONCE) {
      cut(files, folder, share, done, Math.min(CUTS_AT_ONCE, cuts - done), causes, alarms);
    }
    System.out.printf(
        Locale.ROOT, "%d cuts, %.2f of the subjects at the site: %s%n", cuts, share, causes);
    alarms.forEach(System.out::println);
  }

  private static void cut(
      StudyFiles files,
      OutputFolder folder,
      double share,
      int seed,
      int cuts,
      Map<Cause, Integer> causes,
      List<String> alarms)
      throws IOException {
    var sites = new ArrayList<SiteProfiler>();
    var references = new ArrayList<SiteProfiler>();
    var chances = new ArrayList<Random>();
    for (int i = 0; i < cuts; i++) {
      sites.add(new SiteProfiler(files.study(), files.site()));
      references.add(new SiteProfiler(files.study(), files.site()));
      chances.add(new Random(1000L + seed + i));
    }
    try (var record = RecordReader.open(folder.record());
        var timelines = record.timelines()) {
      timelines.forEach(
          timeline -> {
            for (int i = 0; i < cuts; i++) {
              var part = chances.get(i).nextDouble() < share ? sites.get(i) : references.get(i);
              part.add(timeline.subject(), timeline.events());
            }
          });
    }
    for (int i = 0; i < cuts; i++) {
      for (var finding :
          SiteComparison.compare(
              files.study().concepts().values(),
              sites.get(i).profile(),
              references.get(i).profile())) {
        causes.merge(finding.cause(), 1, Integer::sum);
        if (finding.cause() != Cause.NONE) {
          alarms.add(finding.concept() + " " + finding.cause() + ": " + finding.evidence());
        }
      }
    }
  }
}
