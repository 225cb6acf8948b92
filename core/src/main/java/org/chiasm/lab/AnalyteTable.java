package org.chiasm.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.study.PlausibleRange;
import org.jspecify.annotations.Nullable;

/** The analytes Chiasm knows, by name and by LOINC code; safe for use by many threads. */
public final class AnalyteTable {
  private static final String FAMILY = "family:";

  /** What follows the component in a LOINC long name: property, system, method. */
  private static final Pattern PROPERTY =
      Pattern.compile(
          "\\s*\\[[^\\]]*]( in (Serum|Plasma|Blood|Serum or Plasma|Serum, Plasma or Blood|"
              + "Arterial blood|Venous blood|Capillary blood)( by .*)?)?$");

  /** Words that say that the specimen is blood, or nothing. */
  private static final Pattern BLOOD =
      Pattern.compile(
          "(?i)(?<![\\p{L}])(?:in )?(?:whole blood|serum or plasma|blood|serum|plasma|level|levels|"
              + "conc|concentration|value|im serum|i\\.s\\.|im plasma|im blut|sérico|sérica)(?![\\p{L}])");

  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}%]+");

  private static final AnalyteTable STANDARD = new AnalyteTable();

  private final List<Analyte> analytes = new ArrayList<>();
  private final Map<String, Analyte> byName = new HashMap<>();
  private final Map<String, Analyte> byLoinc = new HashMap<>();

  private AnalyteTable() {
    try (BufferedReader lines = Resources.open("analytes.csv");
        BufferedReader names = Resources.open("analyte-names.tsv")) {
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .skip(1)
          .map(AnalyteTable::parse)
          .forEach(this::add);
      names
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(this::learnNames);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one shared by all. */
  public static AnalyteTable standard() {
    return STANDARD;
  }

  /** Every analyte, in table order. */
  public List<Analyte> all() {
    return List.copyOf(analytes);
  }

  /**
   * The analyte of a name or alias; case, accents, spaces and punctuation do not count, nor does
   * what a LOINC name says in brackets and after it ({@code Glucose [Mass/volume] in Serum}), nor
   * that the specimen is blood.
   */
  public Optional<Analyte> named(String name) {
    return find(name)
        .or(() -> find(PROPERTY.matcher(name).replaceFirst("")))
        .or(() -> find(BLOOD.matcher(PROPERTY.matcher(name).replaceFirst("")).replaceAll(" ")));
  }

  private Optional<Analyte> find(String name) {
    return Optional.ofNullable(byName.get(nameKey(name)));
  }

  /** Every name and alias, as {@link #named} compares them, with its analyte. */
  public Map<String, Analyte> names() {
    return Collections.unmodifiableMap(byName);
  }

  private void learnNames(String line) {
    String[] columns = line.split("\t", -1);
    var analyte = byName.get(nameKey(columns[0]));
    if (analyte == null) {
      throw new IllegalStateException(
          "analyte-names.tsv: '" + columns[0] + "' is not in analytes.csv");
    }
    for (String name : columns[2].split("\\|", -1)) {
      name(name, analyte);
    }
  }

  /** The analyte of a code; only LOINC codes are known. */
  public Optional<Analyte> of(Code code) {
    return code.system().equals(CodeSystems.LOINC)
        ? Optional.ofNullable(byLoinc.get(code.value()))
        : Optional.empty();
  }

  /**
   * The one analyte that all known codes among these agree on; empty where they name none or
   * several.
   */
  public Optional<Analyte> agreed(Collection<Code> codes) {
    var found = codes.stream().flatMap(code -> of(code).stream()).distinct().toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private void add(Analyte analyte) {
    analytes.add(analyte);
    name(analyte.name(), analyte);
    analyte.aliases().forEach(alias -> name(alias, analyte));
    analyte.loinc().keySet().forEach(code -> once(byLoinc.put(code, analyte), code));
  }

  private void name(String name, Analyte analyte) {
    var before = byName.put(nameKey(name), analyte);
    once(before == analyte ? null : before, name);
  }

  private static void once(@Nullable Analyte before, String key) {
    if (before != null) {
      throw new IllegalStateException("analytes.csv names '" + key + "' twice; expected once");
    }
  }

  private static String nameKey(String name) {
    String plain = Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFKD);
    return OTHER.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  private static Analyte parse(String line) {
    String[] cell = line.split(",", -1);
    if (cell.length != 13) {
      throw new IllegalStateException(
          "analytes.csv: got " + cell.length + " columns, expected 13, in the line of " + cell[0]);
    }
    var traits = EnumSet.noneOf(Analyte.Trait.class);
    String family = "";
    for (String trait : list(cell[6])) {
      if (trait.startsWith(FAMILY)) {
        family = trait.substring(FAMILY.length());
      } else {
        traits.add(trait(trait));
      }
    }
    return new Analyte(
        cell[0],
        list(cell[1]),
        loinc(cell[2]),
        cell[4].isEmpty() ? null : new BigDecimal(cell[4]),
        cell[5].isEmpty() ? null : Integer.valueOf(cell[5]),
        traits,
        family,
        list(cell[7]),
        new PlausibleRange(Double.parseDouble(cell[8]), Double.parseDouble(cell[9])),
        new PlausibleRange(Double.parseDouble(cell[10]), Double.parseDouble(cell[11])),
        cell[12]);
  }

  private static Map<String, Analyte.Property> loinc(String cell) {
    var codes = new LinkedHashMap<String, Analyte.Property>();
    for (String code : list(cell)) {
      var property =
          code.endsWith("/m")
              ? Analyte.Property.MASS
              : code.endsWith("/s") ? Analyte.Property.SUBSTANCE : Analyte.Property.OTHER;
      codes.put(
          property == Analyte.Property.OTHER ? code : code.substring(0, code.length() - 2),
          property);
    }
    return codes;
  }

  private static Analyte.Trait trait(String word) {
    return switch (word) {
      case "iu" -> Analyte.Trait.INTERNATIONAL_IS_CATALYTIC;
      case "ngsp" -> Analyte.Trait.NGSP_IFCC;
      case "feu" -> Analyte.Trait.FIBRINOGEN_EQUIVALENT;
      case "ddu" -> Analyte.Trait.D_DIMER_UNIT;
      default -> throw new IllegalStateException("analytes.csv: unknown trait '" + word + "'");
    };
  }

  private static List<String> list(String cell) {
    return cell.isEmpty() ? List.of() : Arrays.asList(cell.split("\\|", -1));
  }
}
