package org.chiasm.note;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chiasm.Code;

/**
 * The words and codes of the comorbidity groups, from open sources; no terminology licence is
 * needed. The groups and codes belong to no language, the words to one. Safe for use by many
 * threads.
 */
public final class ComorbidityLexicon {
  private static final ComorbidityLexicon ENGLISH = new ComorbidityLexicon("en");
  private static final String NOT_A_COMORBIDITY = "none";

  private final Map<String, ComorbidityGroup> groups = new LinkedHashMap<>();
  private final ComorbidityCodes codes = new ComorbidityCodes();
  private final Vocabulary vocabulary;
  private final PhraseTrie<LexiconTerm> terms;

  private ComorbidityLexicon(String iso639) {
    vocabulary = new Vocabulary();
    terms = new PhraseTrie<>(vocabulary);
    ContextLanguage.eachLine("comorbidity-groups.tsv", this::learnGroup);
    ContextLanguage.eachLine(iso639 + ".comorbidities.tsv", this::learnTerms);
  }

  /** The lexicon with English words. */
  public static ComorbidityLexicon english() {
    return ENGLISH;
  }

  /** Every group by name, in table order. */
  public Map<String, ComorbidityGroup> groups() {
    return Collections.unmodifiableMap(groups);
  }

  /** The group of a name; a name that only stands for others is one too. */
  public Optional<ComorbidityGroup> group(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  /** The names of the groups that a diagnosis code belongs to, without those that include them. */
  public Set<String> groupsOf(Code code) {
    return codes.groups(code);
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  PhraseTrie<LexiconTerm> terms() {
    return terms;
  }

  private void learnGroup(String line) {
    String[] columns = line.split("\t", -1);
    var members = new LinkedHashSet<String>();
    if (!columns[1].equals("query")) {
      members.add(columns[0]);
    }
    Arrays.stream(columns[2].split(" ", -1)).filter(each -> !each.isEmpty()).forEach(members::add);
    groups.put(columns[0], new ComorbidityGroup(columns[0], columns[1], members, columns[3]));
  }

  private void learnTerms(String line) {
    String[] columns = line.split("\t", -1);
    boolean isNone = columns[0].equals(NOT_A_COMORBIDITY);
    if (!isNone && !groups.containsKey(columns[0])) {
      throw new IllegalStateException(
          "A comorbidity resource names the group '"
              + columns[0]
              + "', which is none of "
              + List.copyOf(groups.keySet()));
    }
    for (String written : columns[2].split("\\|", -1)) {
      String term = written.strip();
      terms.add(term, new LexiconTerm(isNone ? "" : columns[0], term, columns[1].equals("caps")));
    }
  }

  /**
   * One term of the lexicon.
   *
   * @param group empty where the term is no comorbidity and only hides one
   * @param term as the lexicon spells it
   * @param capitalsOnly whether it counts in capitals only
   */
  record LexiconTerm(String group, String term, boolean capitalsOnly) {}
}
