package org.chiasm.connect.fhir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.DataIssue;
import org.chiasm.EventCode;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.chiasm.study.SiteDefinition;

/**
 * Reads what a fact is about (FHIR R4 CodeableConcept). Every coding is kept; the primary one is
 * what the site file maps to, else the first coding of a system {@link CodeSystems} knows, else the
 * first coding, else the words.
 */
final class CodeReader {
  private static final Set<String> STANDARD =
      Set.of(
          CodeSystems.LOINC,
          CodeSystems.SNOMED,
          CodeSystems.ICD10,
          CodeSystems.ICD10CM,
          CodeSystems.ICD10GM,
          CodeSystems.ICD9CM,
          CodeSystems.RXNORM,
          CodeSystems.ATC);

  private final SiteDefinition site;

  CodeReader(SiteDefinition site) {
    this.site = site;
  }

  /**
   * The code of a concept.
   *
   * @param element its name, for the message
   * @throws SetAsideException if it has neither a code nor words
   */
  EventCode read(Element concept, String element) throws SetAsideException {
    return codeOf(concept)
        .orElseThrow(
            () ->
                new SetAsideException(
                    DataIssue.Kind.UNCODED, element + " has neither a coding nor text"));
  }

  /** The code of a concept, or nothing if it has neither a code nor words. */
  Optional<EventCode> codeOf(Element concept) throws SetAsideException {
    var codings = codings(concept);
    var text = textOf(concept);
    var words =
        text.isEmpty() ? Optional.<Code>empty() : Optional.of(new Code(CodeSystems.TEXT, text));
    if (codings.isEmpty() && words.isEmpty()) {
      return Optional.empty();
    }
    var local = new ArrayList<>(codings);
    words.ifPresent(local::add);
    var all = new LinkedHashSet<Code>();
    for (var code : local) {
      site.standardCode(code).ifPresent(all::add);
    }
    boolean isMapped = !all.isEmpty();
    codings.stream().filter(CodeReader::isStandard).forEach(all::add);
    all.addAll(codings);
    if (codings.isEmpty() || (isMapped && site.standardCode(local.getLast()).isPresent())) {
      words.ifPresent(all::add);
    }
    var ordered = List.copyOf(all);
    return Optional.of(new EventCode(ordered.getFirst(), ordered.subList(1, ordered.size()), text));
  }

  /** What words alone stand for, the site's mapping included. */
  EventCode ofWords(String words) {
    var local = new Code(CodeSystems.TEXT, words);
    return site.standardCode(local)
        .map(standard -> new EventCode(standard, List.of(local), words))
        .orElseGet(() -> new EventCode(local, List.of(), words));
  }

  /** The codings as they stand, without those that give no code. */
  static List<Code> codings(Element concept) throws SetAsideException {
    var codes = new ArrayList<Code>(2);
    for (var coding : concept.elements("coding")) {
      codingOf(coding).ifPresent(codes::add);
    }
    return codes;
  }

  /** One coding, or nothing if it gives no code. */
  static Optional<Code> codingOf(Element coding) throws SetAsideException {
    var code = coding.string("code");
    return code.isEmpty()
        ? Optional.empty()
        : Optional.of(new Code(CodeSystems.shortName(coding.string("system")), code));
  }

  /** The words for a concept: its text, else the first display; empty where it has none. */
  static String textOf(Element concept) throws SetAsideException {
    var text = concept.string("text").strip();
    if (!text.isEmpty()) {
      return text;
    }
    for (var coding : concept.elements("coding")) {
      var display = coding.string("display").strip();
      if (!display.isEmpty()) {
        return display;
      }
    }
    return "";
  }

  private static boolean isStandard(Code code) {
    return STANDARD.contains(code.system());
  }
}
