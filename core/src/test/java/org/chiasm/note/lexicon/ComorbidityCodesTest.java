package org.chiasm.note.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.note.text.ResourceLines;
import org.junit.jupiter.api.Test;

class ComorbidityCodesTest {
  private record Published(List<String> groups, String system, List<String> prefixes) {}

  private static final List<Published> QUAN = new ArrayList<>();

  static {
    ResourceLines.each(
        ComorbidityCodesTest.class,
        "quan-2005.tsv",
        line -> {
          String[] cells = line.split("\t", -1);
          QUAN.add(
              new Published(
                  List.of(cells[0].split(" ")), cells[1], List.of(cells[2].split(" ", -1))));
        });
  }

  private final ComorbidityCodes codes = new ComorbidityCodes();

  @Test
  void everyCodeThereCanBeIsInThePublishedGroups() {
    for (String system : List.of(CodeSystems.ICD10, CodeSystems.ICD9CM)) {
      for (String code : universe(system)) {
        assertEquals(
            published(system, code),
            indexed(codes.groups(new Code(system, code))),
            system + " " + code);
      }
    }
  }

  @Test
  void allGroupsOfBothIndicesArePublishedInBothSystems() {
    for (String system : List.of(CodeSystems.ICD10, CodeSystems.ICD9CM)) {
      var names = new TreeSet<String>();
      QUAN.stream()
          .filter(each -> each.system().equals(system))
          .forEach(e -> names.addAll(e.groups()));
      assertEquals(indexed(ComorbidityLexicon.english().groups().keySet()), names, system);
    }
  }

  @Test
  void dotsCaseAndMarksOfGermanCodingDoNotMatter() {
    for (String written : List.of("E11.40", "e1140", "E11.40+", "E11.4-", " E11.40G")) {
      assertTrue(
          codes
              .groups(new Code(CodeSystems.ICD10GM, written))
              .contains("diabetes_with_complications"),
          written);
    }
  }

  @Test
  void transplantsThatNeedNoImmuneSuppressionAreNoImmuneSuppression() {
    assertTrue(codes.groups(new Code(CodeSystems.ICD10CM, "Z94.0")).contains("immune_suppression"));
    assertEquals(Set.of(), codes.groups(new Code(CodeSystems.ICD10CM, "Z94.7")));
    assertEquals(Set.of("valvular_disease"), codes.groups(new Code(CodeSystems.ICD9CM, "V42.2")));
  }

  @Test
  void everySnomedCodeHasARightCheckDigit() {
    var wrong = new ArrayList<String>();
    ResourceLines.each(
        ComorbidityCodes.class,
        "comorbidity-codes.tsv",
        line -> {
          String[] cells = line.split("\t", -1);
          if (cells[1].equals(CodeSystems.SNOMED)) {
            for (String code : cells[2].split(" ", -1)) {
              if (!Verhoeff.isValid(code)) {
                wrong.add(code);
              }
            }
          }
        });
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyRowSaysItsSource() {
    ResourceLines.each(
        ComorbidityCodes.class,
        "comorbidity-codes.tsv",
        line -> {
          String[] cells = line.split("\t", -1);
          assertEquals(4, cells.length, line);
          assertTrue(!cells[3].isBlank(), line);
        });
  }

  /** Every code that could be, as long as the longest prefix of its system. */
  private static List<String> universe(String system) {
    var all = new ArrayList<String>();
    if (system.equals(CodeSystems.ICD10)) {
      for (char letter = 'A'; letter <= 'Z'; letter++) {
        digits(all, letter + "", 2, 3);
      }
    } else {
      digits(all, "", 3, 5);
      digits(all, "V", 2, 4);
    }
    return all;
  }

  private static void digits(List<String> all, String start, int least, int most) {
    int bound = 1;
    for (int length = 1; length <= most; length++) {
      bound *= 10;
      for (int i = 0; length >= least && i < bound; i++) {
        String number = Integer.toString(i);
        all.add(start + "0".repeat(length - number.length()) + number);
      }
    }
  }

  /** The obvious way: each prefix in turn. */
  private static Set<String> published(String system, String code) {
    var groups = new TreeSet<String>();
    for (var row : QUAN) {
      if (row.system().equals(system) && row.prefixes().stream().anyMatch(code::startsWith)) {
        groups.addAll(row.groups());
      }
    }
    return groups;
  }

  private static Set<String> indexed(Set<String> groups) {
    var lexicon = ComorbidityLexicon.english();
    var kept = new HashSet<String>();
    for (String name : groups) {
      String index = lexicon.group(name).orElseThrow().index();
      if (index.equals("charlson") || index.equals("elixhauser")) {
        kept.add(name);
      }
    }
    return new TreeSet<>(kept);
  }
}
