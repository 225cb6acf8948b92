package org.chiasm.note.lexicon;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.note.text.Language;
import org.chiasm.note.text.PhraseTrie;
import org.chiasm.note.text.ResourceLines;
import org.chiasm.note.text.Vocabulary;

/**
 * The words and codes of the comorbidity groups, from open sources; no terminology licence is
 * needed. The groups and codes belong to no language, the words to one. Safe for use by many
 * threads.
 */
public final class ComorbidityLexicon {
  private static final Map<String, ComorbidityLexicon> READ = new ConcurrentHashMap<>();
  private static final String NOT_A_COMORBIDITY = "none";
  private static final Code NO_CODE = new Code(CodeSystems.TEXT, NOT_A_COMORBIDITY);
  private static final int COLUMNS_MIN = 3;

  private final Map<String, ComorbidityGroup> groups = new LinkedHashMap<>();
  private final ComorbidityCodes codes = new ComorbidityCodes();
  private final Vocabulary vocabulary = new Vocabulary();
  private final PhraseTrie<LexiconTerm> terms = new PhraseTrie<>(vocabulary);
  private final Language language;
  private final Misspellings misspellings;

  private ComorbidityLexicon(Language language) {
    this.language = language;
    ResourceLines.each(ComorbidityLexicon.class, "comorbidity-groups.tsv", this::learnGroup);
    ResourceLines.each(
        ComorbidityLexicon.class, language.code() + ".comorbidities.tsv", this::learnTerms);
    var words = new HashSet<String>();
    ResourceLines.each(ComorbidityLexicon.class, language.code() + ".look-alikes.txt", words::add);
    misspellings = new Misspellings(vocabulary, words);
  }

  /** The lexicon with the words of a language. */
  public static ComorbidityLexicon of(Language language) {
    return READ.computeIfAbsent(language.code(), _ -> new ComorbidityLexicon(language));
  }

  /** The lexicon with English words. */
  public static ComorbidityLexicon english() {
    return of(Language.english());
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

  /** The words of the terms. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The terms. */
  public PhraseTrie<LexiconTerm> terms() {
    return terms;
  }

  /** What misspelt words stand for. */
  public Misspellings misspellings() {
    return misspellings;
  }

  private void learnGroup(String line) {
    String[] columns = line.split("\t", -1);
    var members = new LinkedHashSet<String>();
    if (!columns[1].equals("query")) {
      members.add(columns[0]);
    }
    members.addAll(names(columns[2]));
    var written = new LinkedHashSet<>(members);
    var others = names(columns[3]);
    written.addAll(others);
    String alias = others.isEmpty() ? "" : others.getFirst();
    groups.put(
        columns[0],
        new ComorbidityGroup(
            columns[0], columns[1], members, written, alias, code(columns[4]), columns[5]));
  }

  /** A SNOMED CT concept, or a code after the name of its system and a slash. */
  private static Code code(String cell) {
    int slash = cell.indexOf('/');
    return slash < 0
        ? new Code(CodeSystems.SNOMED, cell)
        : new Code(cell.substring(0, slash), cell.substring(slash + 1));
  }

  private static List<String> names(String cell) {
    return Arrays.stream(cell.split(" ", -1)).filter(each -> !each.isEmpty()).toList();
  }

  private void learnTerms(String line) {
    String[] columns = line.split("\t", -1);
    boolean isNone = columns[0].equals(NOT_A_COMORBIDITY);
    if (columns.length < COLUMNS_MIN || (!isNone && !groups.containsKey(columns[0]))) {
      throw new IllegalStateException(
          "A comorbidity resource has a line of "
              + columns.length
              + " columns for the group '"
              + columns[0]
              + "'; expected 3 or 4 and one of "
              + List.copyOf(groups.keySet()));
    }
    var code = isNone ? NO_CODE : Objects.requireNonNull(groups.get(columns[0])).code();
    var unless = new HashSet<String>();
    var given = new HashSet<String>();
    String options = columns.length > COLUMNS_MIN ? columns[COLUMNS_MIN] : "";
    for (String option : names(options)) {
      int equals = option.indexOf('=');
      String value = option.substring(equals + 1);
      switch (option.substring(0, Math.max(0, equals))) {
        case "snomed" -> code = code(value);
        case "unless" -> unless.addAll(List.of(value.split(",", -1)));
        case "given" -> given.addAll(List.of(value.split(",", -1)));
        default ->
            throw new IllegalStateException("Unknown option in a comorbidity resource: " + option);
      }
    }
    var rule = rule(columns[1]);
    for (String term : ResourceLines.phrases(columns[2])) {
      var meant = new LexiconTerm(isNone ? "" : columns[0], term, code, rule, unless, given);
      for (String inflected : language.inflected(term)) {
        for (String spelled : language.spelled(inflected)) {
          terms.add(spelled, meant);
        }
      }
    }
  }

  private static LexiconTerm.Rule rule(String cell) {
    return switch (cell) {
      case "any" -> LexiconTerm.Rule.ANY;
      case "caps" -> LexiconTerm.Rule.CAPITALS;
      case "caps-among-small" -> LexiconTerm.Rule.CAPITALS_AMONG_SMALL;
      case "caps-in-history" -> LexiconTerm.Rule.CAPITALS_IN_HISTORY;
      default -> throw new IllegalStateException("Unknown case rule '" + cell + "'");
    };
  }
}
