package org.chiasm.study.file;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Section;

/** The code lists of a concept, one key for each code system, and what a code of it looks like. */
final class CodeLists {
  /** Codes as MEDS writes them, with the system before {@code //} or without one. */
  static final String MEDS_KEY = "code";

  private static final List<CodeList> LISTS =
      List.of(
          new CodeList("loinc", CodeSystems.LOINC, "[0-9]{1,7}-[0-9]", "6690-2"),
          new CodeList("snomed", CodeSystems.SNOMED, "[0-9]{6,18}", "73211009"),
          icd("icd10", CodeSystems.ICD10),
          icd("icd10cm", CodeSystems.ICD10CM),
          icd("icd10gm", CodeSystems.ICD10GM),
          new CodeList("icd9cm", CodeSystems.ICD9CM, "[0-9EV][0-9.]{1,6}\\*?", "250.00 or 250*"),
          new CodeList("rxnorm", CodeSystems.RXNORM, "[0-9]{1,8}", "860975"),
          new CodeList(
              "atc",
              CodeSystems.ATC,
              "[A-Z](?:[0-9]{2}(?:[A-Z]{1,2}(?:[0-9]{2})?)?)?\\*?",
              "C09AA05 or C09*"));

  private CodeLists() {}

  private record CodeList(String key, String system, Pattern shape, String example) {
    CodeList(String key, String system, String shape, String example) {
      this(key, system, Pattern.compile(shape), example);
    }
  }

  private static CodeList icd(String key, String system) {
    return new CodeList(
        key, system, "[A-Z][0-9](?:[0-9A-Z](?:\\.?[0-9A-Z-]{0,5})?)?\\*?", "E11.9 or E11*");
  }

  /** The keys, in the order of the grammar. */
  static List<String> keys() {
    var keys = new LinkedHashSet<String>();
    LISTS.forEach(list -> keys.add(list.key()));
    keys.add(MEDS_KEY);
    return List.copyOf(keys);
  }

  /** All codes of a concept; what is not a code of its system is reported. */
  static Set<Code> read(Section concept) {
    var codes = new LinkedHashSet<Code>();
    for (var list : LISTS) {
      concept
          .get(list.key())
          .ifPresent(
              field -> {
                for (var item : field.items("a list of " + list.system() + " codes")) {
                  item.text("a " + list.system() + " code such as " + list.example())
                      .filter(value -> isCode(item, list, value))
                      .ifPresent(value -> codes.add(new Code(list.system(), value)));
                }
              });
    }
    concept.get(MEDS_KEY).ifPresent(field -> codes.addAll(meds(field)));
    return codes;
  }

  /** A list of codes as MEDS writes them. */
  static Set<Code> meds(Field field) {
    var codes = new LinkedHashSet<Code>();
    for (var item : field.items("a list of codes such as [\"HR\", \"LOINC//6690-2\"]")) {
      item.text("a code such as \"HR\" or \"LOINC//6690-2\"")
          .flatMap(text -> meds(item, text))
          .ifPresent(codes::add);
    }
    return codes;
  }

  /** One code as MEDS writes it; a known system must be spelled as Chiasm spells it. */
  static Optional<Code> meds(Field field, String text) {
    if (text.endsWith(Code.SEPARATOR)) {
      field.reject("a value after " + Code.SEPARATOR);
      return Optional.empty();
    }
    var code = Code.parse(text);
    for (var list : LISTS) {
      if (list.system().equals(code.system())) {
        return isCode(field, list, code.value()) ? Optional.of(code) : Optional.empty();
      }
      if (list.system().equalsIgnoreCase(code.system())) {
        field.reject(
            "the code system as " + list.system(), new Code(list.system(), code.value()).meds());
        return Optional.empty();
      }
    }
    return Optional.of(code);
  }

  private static boolean isCode(Field field, CodeList list, String value) {
    if (!list.shape().matcher(value).matches()) {
      var upper = value.toUpperCase(Locale.ROOT);
      field.reject(
          "a " + list.system() + " code such as " + list.example(),
          list.shape().matcher(upper).matches() ? upper : "");
      return false;
    }
    boolean checked =
        switch (list.system()) {
          case CodeSystems.LOINC -> CheckDigits.isLoinc(value);
          case CodeSystems.SNOMED -> CheckDigits.isSnomed(value);
          default -> true;
        };
    if (!checked) {
      field.reject("a " + list.system() + " code whose check digit is right");
    }
    return checked;
  }
}
