package org.chiasm.connect.ecgfolder;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.Source;
import org.chiasm.connect.fhir.FhirFolderSource;
import org.chiasm.connect.fhir.FhirSignals;
import org.chiasm.connect.pacs.InstanceAttributes;
import org.chiasm.study.SiteDefinition;

/**
 * Prints how long electrocardiograms of twelve leads, 10 s at 500 Hz, take to become facts and to
 * be read again for a row, by format, in milliseconds of processor time each. Run it with the
 * number of recordings and an empty folder.
 */
public final class EcgIngestTable {
  private static final SiteDefinition SITE =
      new SiteDefinition(
          "table",
          ZoneId.of("Europe/Berlin"),
          Map.of(),
          Map.of(FactKind.WAVEFORM, Duration.ZERO),
          Map.of(),
          Map.of(),
          Map.of(),
          Duration.ZERO);

  private EcgIngestTable() {}

  private interface Work {
    void run() throws Exception;
  }

  /** Runs the table. */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    var steps = EcgExample.steps(3);
    var fhir = EcgExample.fhir(steps).lines().toList();
    for (String format : List.of("wfdb", "aecg", "scp", "edf", "bdf", "dicom")) {
      Path root = Files.createDirectories(folder.resolve(format));
      for (int i = 0; i < count; i++) {
        write(root, format, "e" + i, steps);
      }
    }
    Path ehr = Files.createDirectories(folder.resolve("fhir"));
    Files.writeString(
        ehr.resolve("ecg.ndjson"),
        fhir.getFirst()
            + "\n"
            + IntStream.range(0, count)
                .mapToObj(i -> fhir.getLast().replace("\"e1\"", "\"e" + i + "\""))
                .collect(Collectors.joining("\n")));
    System.out.println("| format | to a fact | read again |\n|---|---|---|");
    for (int round = 0; round < 2; round++) {
      for (String format : List.of("wfdb", "aecg", "scp", "edf", "bdf", "dicom", "fhir")) {
        measure(format, folder.resolve(format), round == 1);
      }
    }
  }

  private static void write(Path root, String format, String name, int[][] steps) throws Exception {
    Path file = root.resolve(name);
    switch (format) {
      case "wfdb" -> EcgExample.wfdb(root, name, steps);
      case "aecg" -> Files.writeString(file, EcgExample.aecg(steps), StandardCharsets.UTF_8);
      case "scp" -> Files.write(file, EcgExample.scp(steps));
      case "edf" -> Files.write(file, EcgExample.edf(steps, 2, "1 X X X", "", "01.07.26"));
      case "bdf" -> Files.write(file, EcgExample.edf(steps, 3, "1 X X X", "", "01.07.26"));
      default -> EcgExample.dicom(file, steps);
    }
  }

  private static void measure(String format, Path root, boolean isWarm) throws Exception {
    var events = new ArrayList<ClinicalEvent>();
    Source source =
        format.equals("fhir")
            ? new FhirFolderSource("ehr", root, SITE)
            : new EcgFolderSource("ecg", root, SITE);
    double facts =
        milliseconds(
            () ->
                source.read(
                    item -> {
                      if (item instanceof SourceItem.Fact fact) {
                        events.add(fact.event());
                      }
                    },
                    ReadProgress.SILENT));
    double again =
        milliseconds(
            () -> {
              for (var event : events) {
                var recording = (EventValue.Waveform) event.value();
                String reference = recording.reference();
                if (format.equals("fhir")) {
                  FhirSignals.beginning(root, reference, event.origin().reference());
                } else {
                  EcgFolderSignals.beginning(
                      root,
                      reference,
                      recording.attributes().getOrDefault(InstanceAttributes.FILE_ID, ""));
                }
              }
            });
    if (isWarm) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f ms | %.1f ms |%n",
          format,
          facts / events.size(),
          again / events.size());
    }
  }

  private static double milliseconds(Work work) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - before) / 1e6;
  }
}
