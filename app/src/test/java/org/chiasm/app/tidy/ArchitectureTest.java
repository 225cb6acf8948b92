package org.chiasm.app.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The order of the stages, and that each third-party library stays in the package that speaks for
 * it.
 */
class ArchitectureTest {
  /** Each may use those before it and never those after it. */
  private static final List<String> CORE_ORDER =
      List.of("study", "identity", "record", "imaging", "lab", "note", "waveform", "row", "cohort");

  private static final List<String> MODULES = List.of("connect", "learn", "app");

  /** Library to the packages that may speak to it. */
  private static final Map<String, List<String>> CONFINED =
      Map.ofEntries(
          Map.entry("org.duckdb..", List.of("org.chiasm.connect.store..")),
          Map.entry("java.sql..", List.of("org.chiasm.connect.store..")),
          Map.entry(
              "org.snakeyaml..", List.of("org.chiasm.study.yaml..", "org.chiasm.imaging.words..")),
          Map.entry("io.github.fhnaumann..", List.of("org.chiasm.lab..")),
          Map.entry("ml.dmlc..", List.of("org.chiasm.learn.fusion..")),
          Map.entry(
              "ai.onnxruntime..", List.of("org.chiasm.learn.onnx..", "org.chiasm.learn.tagger..")),
          Map.entry("ai.djl..", List.of("org.chiasm.learn.network..")),
          Map.entry(
              "picocli..",
              List.of(
                  "org.chiasm.app.cli..", "org.chiasm.app.inspect..", "org.chiasm.app.terminal..")),
          Map.entry("com.github.jaiimageio..", List.of("org.chiasm.connect.jpeg..")),
          Map.entry("jj2000..", List.of("org.chiasm.connect.jpeg..")),
          Map.entry(
              "javax.imageio..", List.of("org.chiasm.connect.jpeg..", "org.chiasm.app.picture..")));

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.chiasm");
    assertThat(classes).isNotEmpty();
  }

  @Test
  void aStageUsesOnlyTheStagesBeforeIt() {
    for (int i = 0; i < CORE_ORDER.size(); i++) {
      for (int later = i + 1; later < CORE_ORDER.size(); later++) {
        noClasses()
            .that()
            .resideInAPackage("org.chiasm." + CORE_ORDER.get(i) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.chiasm." + CORE_ORDER.get(later) + "..")
            .allowEmptyShould(true)
            .check(classes);
      }
    }
  }

  @Test
  void theSharedNounsUseNoStage() {
    for (var stage : CORE_ORDER) {
      noClasses()
          .that()
          .resideInAPackage("org.chiasm")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.chiasm." + stage + "..")
          .check(classes);
    }
  }

  @Test
  void aModuleUsesOnlyTheModulesBeneathIt() {
    for (var module : MODULES) {
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.chiasm",
              "org.chiasm.study..",
              "org.chiasm.identity..",
              "org.chiasm.record..",
              "org.chiasm.imaging..",
              "org.chiasm.lab..",
              "org.chiasm.note..",
              "org.chiasm.waveform..",
              "org.chiasm.row..",
              "org.chiasm.cohort..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.chiasm." + module + "..")
          .check(classes);
    }
    noClasses()
        .that()
        .resideInAPackage("org.chiasm.connect..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.chiasm.learn..", "org.chiasm.app..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("org.chiasm.learn..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.chiasm.connect..", "org.chiasm.app..")
        .check(classes);
  }

  @Test
  void packagesFormNoCycles() {
    SlicesRuleDefinition.slices()
        .matching("org.chiasm.(**)")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  @Test
  void aLibraryStaysInThePackageThatSpeaksForIt() {
    CONFINED.forEach(
        (library, homes) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(homes.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(classes));
  }

  @Test
  void whatMayBecomeOfAPatientIsOutOfReachOfWhatAssemblesRows() {
    noClasses()
        .that()
        .resideInAPackage("org.chiasm.row")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.chiasm.cohort..")
        .check(classes);
  }
}
