package org.chiasm.note.lexicon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.note.text.ResourceLines;

/** The comorbidity groups of diagnosis codes; ICD codes by prefix, with or without dots. */
final class ComorbidityCodes {
  private static final Set<String> ICD10 =
      Set.of(CodeSystems.ICD10, CodeSystems.ICD10CM, CodeSystems.ICD10GM);

  private final Map<String, Map<String, Set<String>>> groupsBySystem = new HashMap<>();

  ComorbidityCodes() {
    ResourceLines.each(
        ComorbidityCodes.class,
        "comorbidity-codes.tsv",
        line -> {
          String[] columns = line.split("\t", -1);
          var groups = groupsBySystem.computeIfAbsent(columns[1], _ -> new HashMap<>());
          for (String codes : columns[2].split(" ", -1)) {
            for (String code : expand(codes)) {
              groups.computeIfAbsent(plain(code), _ -> new TreeSet<>()).add(columns[0]);
            }
          }
        });
  }

  /** The groups a code belongs to, by name. */
  Set<String> groups(Code code) {
    String system = ICD10.contains(code.system()) ? CodeSystems.ICD10 : code.system();
    var known = groupsBySystem.get(system);
    if (known == null) {
      return Set.of();
    }
    String value = plain(code.value());
    if (system.equals(CodeSystems.SNOMED)) {
      return known.getOrDefault(value, Set.of());
    }
    var groups = new TreeSet<String>();
    for (int length = 3; length <= value.length(); length++) {
      groups.addAll(known.getOrDefault(value.substring(0, length), Set.of()));
    }
    return groups;
  }

  /** {@code I42.5-I42.9} and {@code C00-C26} as single codes. */
  private static List<String> expand(String codes) {
    int dash = codes.indexOf('-');
    if (dash < 0) {
      return List.of(codes);
    }
    String first = codes.substring(0, dash);
    String last = codes.substring(dash + 1);
    int digits = first.length();
    while (digits > 0 && Character.isDigit(first.charAt(digits - 1))) {
      digits--;
    }
    var expanded = new ArrayList<String>();
    int width = first.length() - digits;
    for (int i = Integer.parseInt(first.substring(digits));
        i <= Integer.parseInt(last.substring(digits));
        i++) {
      String number = Integer.toString(i);
      expanded.add(first.substring(0, digits) + "0".repeat(width - number.length()) + number);
    }
    return expanded;
  }

  private static String plain(String code) {
    return code.replace(".", "").toUpperCase(Locale.ROOT);
  }
}
