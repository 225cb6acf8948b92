package org.chiasm.imaging.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which family a vendor's kernel name belongs to, from {@code kernels.tsv}, which names its
 * sources.
 */
public final class KernelTable {
  private static final Pattern CODE = Pattern.compile("([A-Z]+)(\\d{1,3})[A-Z]*");
  private static final Pattern STRENGTH = Pattern.compile("[\\\\/,].*$", Pattern.DOTALL);
  private static final Pattern BRACKETED = Pattern.compile("(.*)\\(([^()]+)\\)");
  private static final Pattern IGNORED = Pattern.compile("[\\s_-]+");
  private static final KernelTable SHIPPED = load();

  private record Entry(
      Set<String> names, Set<String> prefixes, int from, int to, List<KernelFamily> families) {
    boolean matches(String kernel) {
      if (names.contains(kernel)) {
        return true;
      }
      if (to < 0) {
        return prefixes.stream().anyMatch(kernel::startsWith);
      }
      var code = CODE.matcher(kernel);
      if (!code.matches() || !prefixes.contains(code.group(1))) {
        return false;
      }
      int number = Integer.parseInt(code.group(2));
      return from <= number && number <= to;
    }
  }

  private record Vendor(String name, List<String> manufacturers, List<Entry> entries) {}

  /**
   * The families of a kernel.
   *
   * @param families most typical use first, never empty
   * @param vendor whose name it is, empty where only agreement between vendors decided
   */
  public record Match(List<KernelFamily> families, String vendor) {
    /** Copies the families. */
    public Match {
      families = List.copyOf(families);
    }
  }

  private final List<Vendor> vendors;
  private final Map<KernelFamily, List<String>> descriptionWords;

  private KernelTable(List<Vendor> vendors, Map<KernelFamily, List<String>> descriptionWords) {
    this.vendors = vendors;
    this.descriptionWords = descriptionWords;
  }

  /** The table that ships with Chiasm. */
  public static KernelTable shipped() {
    return SHIPPED;
  }

  /**
   * The first value, without what vendors vary: case, spaces, dashes, underscores, and the strength
   * of iterative reconstruction after a slash.
   */
  public static String normalised(String convolutionKernel) {
    String first = STRENGTH.matcher(convolutionKernel).replaceFirst("");
    return IGNORED.matcher(first).replaceAll("").toUpperCase(Locale.ROOT);
  }

  /**
   * The families of a kernel by the manufacturer's own table. Where the manufacturer is blank or
   * has no table, every vendor is asked, and those that know the name must agree.
   */
  public Optional<Match> familiesOf(String manufacturer, String convolutionKernel) {
    String kernel = normalised(convolutionKernel);
    if (kernel.isEmpty()) {
      return Optional.empty();
    }
    var maker = DescriptionWords.of(manufacturer);
    for (var vendor : vendors) {
      if (maker.containsAny(vendor.manufacturers())) {
        return entryOf(vendor, kernel).map(entry -> new Match(entry.families(), vendor.name()));
      }
    }
    var agreed = new LinkedHashSet<List<KernelFamily>>();
    for (var vendor : vendors) {
      entryOf(vendor, kernel).ifPresent(entry -> agreed.add(entry.families()));
    }
    return agreed.size() == 1
        ? Optional.of(new Match(agreed.iterator().next(), ""))
        : Optional.empty();
  }

  /**
   * The families that a description names: by a kernel code in it, such as {@code B70f}, else by
   * words.
   */
  public Optional<Match> familiesIn(String manufacturer, DescriptionWords description) {
    for (String word : description.words()) {
      if (CODE.matcher(word).matches() && word.length() >= 3) {
        var match = familiesOf(manufacturer, word);
        if (match.isPresent()) {
          return match;
        }
      }
    }
    var families = wordsIn(description);
    boolean contradictory =
        families.stream().anyMatch(KernelTable::isSharp)
            && families.stream().anyMatch(each -> !isSharp(each));
    return families.isEmpty() || contradictory
        ? Optional.empty()
        : Optional.of(new Match(families, ""));
  }

  /** The families of a ConvolutionKernelGroup of enhanced CT (PS3.3 C.8.15.3.7). */
  public Optional<Match> familiesOfGroup(String convolutionKernelGroup) {
    return switch (convolutionKernelGroup.strip().toUpperCase(Locale.ROOT)) {
      case "LUNG" -> Optional.of(new Match(List.of(KernelFamily.LUNG), ""));
      case "BONE" -> Optional.of(new Match(List.of(KernelFamily.BONE), ""));
      case "SOFT_TISSUE" -> Optional.of(new Match(List.of(KernelFamily.SOFT), ""));
      case "BRAIN" -> Optional.of(new Match(List.of(KernelFamily.BRAIN, KernelFamily.SOFT), ""));
      default -> Optional.empty();
    };
  }

  /** The families that words of a description name, codes aside. */
  public List<KernelFamily> wordsIn(DescriptionWords description) {
    var families = new ArrayList<KernelFamily>();
    for (var family : descriptionWords.keySet()) {
      if (description.containsAny(descriptionWords.get(family))) {
        families.add(family);
      }
    }
    return families;
  }

  /** Whether kernels of a family keep edges and noise. */
  public static boolean isSharp(KernelFamily family) {
    return family == KernelFamily.LUNG || family == KernelFamily.BONE;
  }

  /** Philips writes {@code Standard (B)}: what is in the brackets is the code. */
  private static Optional<Entry> entryOf(Vendor vendor, String kernel) {
    var bracketed = BRACKETED.matcher(kernel);
    if (bracketed.matches()) {
      String code = bracketed.group(2);
      String name = bracketed.group(1);
      return entryNamed(vendor, code).or(() -> entryNamed(vendor, name));
    }
    return entryNamed(vendor, kernel);
  }

  private static Optional<Entry> entryNamed(Vendor vendor, String kernel) {
    return vendor.entries().stream().filter(entry -> entry.matches(kernel)).findFirst();
  }

  private static KernelTable load() {
    var entries = new LinkedHashMap<String, List<Entry>>();
    var manufacturers = new LinkedHashMap<String, List<String>>();
    for (var row : TableFile.rows("kernels.tsv")) {
      String vendor = TableFile.cell(row, "vendor");
      manufacturers.putIfAbsent(vendor, TableFile.list(row, "manufacturer"));
      entries
          .computeIfAbsent(vendor, _ -> new ArrayList<>())
          .add(
              new Entry(
                  Set.copyOf(TableFile.list(row, "names")),
                  Set.copyOf(TableFile.list(row, "prefixes")),
                  number(TableFile.cell(row, "from")),
                  number(TableFile.cell(row, "to")),
                  TableFile.list(row, "families").stream().map(KernelTable::family).toList()));
    }
    var vendors = new ArrayList<Vendor>();
    entries.forEach(
        (vendor, kernels) ->
            vendors.add(
                new Vendor(vendor, manufacturers.getOrDefault(vendor, List.of()), kernels)));
    var words = new LinkedHashMap<KernelFamily, List<String>>();
    for (var row : TableFile.rows("kernel-words.tsv")) {
      words.put(family(TableFile.cell(row, "family")), TableFile.list(row, "words"));
    }
    return new KernelTable(List.copyOf(vendors), words);
  }

  private static int number(String cell) {
    return cell.isEmpty() ? -1 : Integer.parseInt(cell);
  }

  private static KernelFamily family(String word) {
    return KernelFamily.of(word)
        .orElseThrow(() -> new IllegalStateException("kernels.tsv: no kernel family " + word));
  }
}
