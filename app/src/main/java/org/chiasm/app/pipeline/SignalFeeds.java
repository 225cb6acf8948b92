package org.chiasm.app.pipeline;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.connect.ecgfolder.EcgFolderSignals;
import org.chiasm.connect.fhir.FhirSignals;
import org.chiasm.connect.pacs.InstanceAttributes;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.MeasuredSignal;
import org.chiasm.record.Timeline;
import org.chiasm.waveform.EcgSignal;

/**
 * The signals of recordings, read again from the feeds that brought them. One signal gives the same
 * samples whichever feed it came by, within what its format can hold.
 */
final class SignalFeeds {
  private final Map<FeedFolder.Kind, Path> roots;

  /** From these folders. */
  SignalFeeds(Map<FeedFolder.Kind, Path> roots) {
    this.roots = Map.copyOf(roots);
  }

  /** What came of reading. */
  sealed interface Reading {}

  /**
   * The part of the signal that is measured at ingest.
   *
   * @param signal every lead, in microvolts
   */
  record Read(EcgSignal signal) implements Reading {
    /** Checks that there is a signal. */
    Read {
      requireNonNull(signal, "signal");
    }
  }

  /**
   * No signal.
   *
   * @param reason in words, without patient data
   */
  record Refused(String reason) implements Reading {}

  /**
   * Reads the recording that a row refers to; where several feeds brought it, from the first that
   * still can be read.
   *
   * @param timeline the one the row was assembled from
   */
  Reading read(String reference, Timeline timeline) {
    Reading last = new Refused("the record has no such recording; run chiasm ingest again");
    for (var event : timeline.events()) {
      if (event.value() instanceof EventValue.Waveform recording
          && recording.reference().equals(reference)) {
        last = read(event, recording);
        if (last instanceof Read) {
          return last;
        }
      }
    }
    return last;
  }

  private Reading read(ClinicalEvent event, EventValue.Waveform recording) {
    String feed = event.origin().feed();
    var kind = kind(feed);
    if (kind.isEmpty() || !roots.containsKey(kind.get())) {
      return new Refused("no --" + feed + " folder given to read signals from");
    }
    Path root = roots.get(kind.get());
    try {
      String file = recording.attributes().getOrDefault(InstanceAttributes.FILE_ID, "");
      var signal =
          switch (kind.get()) {
            case PACS, ECG -> EcgFolderSignals.beginning(root, recording.reference(), file);
            case EHR ->
                FhirSignals.beginning(root, recording.reference(), event.origin().reference());
            case MEDS -> throw EcgFileException.unsupported("signals are not read from --" + feed);
          };
      return MeasuredSignal.isSame(recording, signal)
          ? new Read(signal)
          : new Refused("the recording has changed since it was ingested; run chiasm ingest again");
    } catch (EcgFileException e) {
      return new Refused(e.reason());
    }
  }

  private static Optional<FeedFolder.Kind> kind(String feed) {
    return Arrays.stream(FeedFolder.Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(feed))
        .findFirst();
  }
}
