package org.chiasm.app.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chiasm.Code;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.lab.site.SiteFinding;
import org.chiasm.lab.site.SiteFinding.Cause;
import org.chiasm.lab.site.SiteProfile;
import org.chiasm.study.Concept;
import org.chiasm.study.file.SiteFile;
import org.chiasm.study.yaml.Checked;

/** What a person has confirmed, written into a site file that stays valid. */
public final class SiteWriter {
  private static final long VALUES_MIN = 200;
  private static final Set<Cause> DOUBTFUL =
      EnumSet.of(Cause.WRONG_UNIT, Cause.MIXED_UNITS, Cause.WRONG_CODE);

  private SiteWriter() {}

  /**
   * Reads mappings written as {@code LOCAL=LOINC}.
   *
   * @throws WrongUseException if one is not written so
   */
  public static Map<String, String> mappings(List<String> confirmed) throws WrongUseException {
    var mappings = new LinkedHashMap<String, String>();
    for (String each : confirmed) {
      int cut = each.lastIndexOf('=');
      if (cut <= 0 || cut == each.length() - 1) {
        throw new WrongUseException(
            "--confirm got '" + each + "', expected LOCAL=LOINC such as TEXT//Kreatinin=2160-0");
      }
      String standard = each.substring(cut + 1).strip();
      mappings.put(
          each.substring(0, cut).strip(),
          standard.contains(Code.SEPARATOR) ? standard : "LOINC//" + standard);
    }
    return mappings;
  }

  /** Adds mappings under {@code codes}. */
  public static void writeCodes(StudyFiles files, Path site, Map<String, String> mappings)
      throws IOException, WrongUseException {
    var entries = new LinkedHashMap<String, String>();
    for (var each : mappings.entrySet()) {
      if (files.site().standardCode(Code.parse(each.getKey())).isPresent()) {
        throw new WrongUseException(
            site + " maps '" + each.getKey() + "' already; change it there by hand");
      }
      entries.put(SiteFileEdit.quoted(each.getKey()), SiteFileEdit.quoted(each.getValue()));
    }
    replace(site, SiteFileEdit.put(text(files, site), "codes", entries));
  }

  /**
   * Writes {@code distributions} anew: those of the study's codes with at least 200 values, but
   * none whose unit or code is in doubt.
   *
   * @return how many concepts
   */
  public static int writeDistributions(
      StudyFiles files, Path site, SiteProfile profile, List<SiteFinding> findings)
      throws IOException, WrongUseException {
    var doubtful =
        findings.stream()
            .filter(each -> DOUBTFUL.contains(each.cause()))
            .map(SiteFinding::concept)
            .toList();
    var entries = new TreeMap<String, String>();
    int kept = 0;
    for (var concept : profile.concepts().values()) {
      if (concept.values() < VALUES_MIN
          || doubtful.contains(concept.concept())
          || !(files.study().concepts().get(concept.concept())
              instanceof Concept.Measurement measurement)) {
        continue;
      }
      kept++;
      var distribution = concept.distribution().orElseThrow();
      for (var code : measurement.codes()) {
        entries.put(
            SiteFileEdit.quoted(code.meds()),
            "{unit: "
                + SiteFileEdit.quoted(distribution.unit())
                + ", values: "
                + distribution.values()
                + ", quantiles: "
                + distribution.quantiles()
                + "}");
      }
    }
    String text = SiteFileEdit.without(text(files, site), "distributions");
    replace(site, entries.isEmpty() ? text : SiteFileEdit.put(text, "distributions", entries));
    return kept;
  }

  private static String text(StudyFiles files, Path site) throws IOException {
    return Files.exists(site) ? Files.readString(site) : "site: " + files.site().name() + "\n";
  }

  private static void replace(Path site, String text) throws IOException, WrongUseException {
    if (SiteFile.read(text, site.toString()) instanceof Checked.Rejected<?>(var problems)) {
      throw new WrongUseException(
          problems.stream().map(each -> "the site file would be wrong: " + each).toList());
    }
    Path beside = site.resolveSibling(site.getFileName() + ".new");
    Files.writeString(beside, text);
    Files.move(beside, site, StandardCopyOption.REPLACE_EXISTING);
  }
}
