package org.chiasm.app.files;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Locale;
import org.chiasm.connect.Source;
import org.chiasm.connect.ecgfolder.EcgFolderSource;
import org.chiasm.connect.fhir.FhirFolderSource;
import org.chiasm.connect.meds.MedsSource;
import org.chiasm.connect.pacs.DicomFolderSource;
import org.chiasm.study.SiteDefinition;

/**
 * A feed on disk.
 *
 * @param path a folder, or for MEDS a folder or file
 */
public record FeedFolder(Kind kind, Path path) {
  /** What a folder holds. */
  public enum Kind {
    /** DICOM files. */
    PACS,
    /** FHIR R4 NDJSON or Bundles. */
    EHR,
    /** Electrocardiograms: WFDB, aECG, SCP-ECG, EDF, BDF, DICOM. */
    ECG,
    /** MEDS Parquet. */
    MEDS
  }

  /** Checks that nothing is missing. */
  public FeedFolder {
    requireNonNull(kind, "kind");
    requireNonNull(path, "path");
  }

  /** The feed's name in origins and site files. */
  public String feed() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The source that reads it. */
  public Source source(SiteDefinition site) {
    return switch (kind) {
      case PACS -> new DicomFolderSource(feed(), path, site);
      case EHR -> new FhirFolderSource(feed(), path, site);
      case ECG -> new EcgFolderSource(feed(), path, site);
      case MEDS -> new MedsSource(feed(), path, site);
    };
  }
}
