package org.chiasm.app.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house style as a test; each message names what to do instead. */
class TidyTest {
  private static final Path ROOT = Path.of(System.getProperty("chiasm.home"));
  private static final int FILE_LINES_MAX = 500;
  private static final int USUAL_LINES_MAX = 150;
  private static final double UNUSUALLY_LONG_SHARE_MAX = 0.25;
  private static final int PACKAGE_TYPES_MAX = 25;

  private static final Pattern BANNED_NAME =
      Pattern.compile(".*(Impl|Manager|Helper|Utils?|Info|Base|Abstract[A-Z].*)\\.java");
  private static final Pattern DATASET_NAME =
      Pattern.compile("(?i).*(hannover|cinc|physionet|mimic|febrl|synthea).*\\.java");
  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@Disabled");

  private static final Map<Pattern, String> FORBIDDEN_IN_CORE =
      Map.of(
          Pattern.compile("Instant\\.now\\(|LocalDate(Time)?\\.now\\(|System\\.currentTimeMillis"),
          "take the time as a parameter",
          Pattern.compile("ZoneId\\.systemDefault|Locale\\.getDefault|TimeZone\\.getDefault"),
          "take the zone from the site, the locale is ROOT",
          Pattern.compile("new Random\\(\\)|Math\\.random|ThreadLocalRandom|UUID\\.randomUUID"),
          "take a seed",
          Pattern.compile("java\\.nio\\.file|java\\.io\\.File\\b|java\\.net\\."),
          "core opens no files and no sockets; take text or bytes",
          Pattern.compile("System\\.(out|err)"),
          "return a value; what people read is printed by app");

  private static final Map<Pattern, String> FORBIDDEN_EVERYWHERE =
      Map.of(
          Pattern.compile("\\.printStackTrace\\("), "let the command line report it",
          Pattern.compile("\\.to(Lower|Upper)Case\\(\\)"), "say Locale.ROOT",
          Pattern.compile("String\\.format\\(\\s*\""), "say Locale.ROOT",
          Pattern.compile("catch \\((Exception|Throwable) _\\)"), "catch what you mean");

  private static List<Path> sources(String part) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> ROOT.relativize(file).toString().contains(part))
          .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void noSourceFileIsLongerThanAReaderCanHold() {
    assertThat(sources("src/"))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(text(file).lines().count())
                    .as("%s: split it by concept", ROOT.relativize(file))
                    .isLessThanOrEqualTo(FILE_LINES_MAX));
  }

  @Test
  void mostSourceFilesFitOnTwoScreens() {
    var files = sources("src/main/");
    long unusuallyLong =
        files.stream().filter(file -> text(file).lines().count() > USUAL_LINES_MAX).count();

    assertThat((double) unusuallyLong / files.size()).isLessThan(UNUSUALLY_LONG_SHARE_MAX);
  }

  @Test
  void namesSayWhatAThingIs() {
    assertThat(sources("src/main/"))
        .allSatisfy(
            file -> {
              String name = file.getFileName().toString();
              assertThat(BANNED_NAME.matcher(name).matches())
                  .as("%s: name the thing by what it is in the field", name)
                  .isFalse();
              assertThat(DATASET_NAME.matcher(name).matches())
                  .as("%s: a data set is not a concept", name)
                  .isFalse();
            });
  }

  @Test
  void coreReadsNoClockNoZoneNoLocaleNoChanceAndNoFiles() {
    assertForbidden(sources("core/src/main/"), FORBIDDEN_IN_CORE);
  }

  @Test
  void nothingLeansOnDefaultsOrHidesErrors() {
    assertForbidden(sources("src/main/"), FORBIDDEN_EVERYWHERE);
  }

  @Test
  void nothingIsLeftForLater() {
    assertThat(sources("src/"))
        .filteredOn(file -> !file.endsWith("TidyTest.java"))
        .allSatisfy(
            file ->
                assertThat(LEFT_OVER.matcher(text(file)).find())
                    .as("%s: finish it or write an issue", ROOT.relativize(file))
                    .isFalse());
  }

  @Test
  void everyPackageSaysWhatItIsAndHoldsNotTooMuch() {
    var packages = sources("src/main/").stream().map(Path::getParent).distinct().toList();
    assertThat(packages)
        .allSatisfy(
            folder -> {
              assertThat(folder.resolve("package-info.java"))
                  .as("%s: say in one sentence what the package is", ROOT.relativize(folder))
                  .exists();
              assertThat(text(folder.resolve("package-info.java"))).contains("@NullMarked", "/**");
              assertThat(
                      sources("src/main/").stream().filter(file -> file.getParent().equals(folder)))
                  .as(
                      "%s: a package of more than %s types is two",
                      ROOT.relativize(folder), PACKAGE_TYPES_MAX)
                  .hasSizeLessThanOrEqualTo(PACKAGE_TYPES_MAX + 1);
            });
  }

  @Test
  void documentsNameOnlyFilesThatExist() throws IOException {
    var link = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    var broken = new ArrayList<String>();
    for (var document : documents()) {
      var matcher = link.matcher(text(document));
      while (matcher.find()) {
        if (!Files.exists(document.resolveSibling(matcher.group(1)))) {
          broken.add(ROOT.relativize(document) + " -> " + matcher.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
        Stream<Path> top = Files.list(ROOT)) {
      return Stream.concat(docs, top).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static void assertForbidden(List<Path> files, Map<Pattern, String> forbidden) {
    assertThat(files).isNotEmpty();
    assertThat(files)
        .allSatisfy(
            file ->
                forbidden.forEach(
                    (pattern, instead) -> {
                      var matcher = pattern.matcher(text(file));
                      assertThat(matcher.find())
                          .as("%s uses %s: %s", ROOT.relativize(file), pattern, instead)
                          .isFalse();
                    }));
  }
}
