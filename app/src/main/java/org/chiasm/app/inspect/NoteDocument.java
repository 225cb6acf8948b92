package org.chiasm.app.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.chiasm.note.Finding;
import org.chiasm.note.HistoryCurator;
import org.chiasm.note.HistoryReading.State;
import org.chiasm.note.NoteFindings;
import org.chiasm.note.context.Context;
import org.chiasm.note.lexicon.ComorbidityLexicon;
import org.chiasm.note.text.Span;

/**
 * What was read in one note, as JSON. Positions count Unicode code points of the file's text
 * without its byte order mark, line ends as they are.
 */
final class NoteDocument {
  private final String text;
  private final NoteFindings read;
  private final boolean plain;

  NoteDocument(NoteText note, NoteFindings read) {
    this.text = note.text();
    this.read = read;
    this.plain = note.text().chars().noneMatch(c -> Character.isSurrogate((char) c));
  }

  ObjectNode json(String file) {
    var note = JsonNodeFactory.instance.objectNode();
    note.put("file", file);
    note.put("language", read.language().code());
    note.put("characters", at(text.length()));
    var sections = note.putArray("sections");
    for (var section : read.sections()) {
      var node = sections.addObject();
      node.put("kind", lower(section.kind()));
      span(node.putObject("heading"), section.heading());
      span(node, section.body());
    }
    var sentences = note.putArray("sentences");
    for (var sentence : read.sentences()) {
      span(sentences.addObject(), sentence);
    }
    var findings = note.putArray("findings");
    for (var finding : read.findings()) {
      finding(findings.addObject(), finding);
    }
    comorbidities(note.putArray("comorbidities"));
    return note;
  }

  private void finding(ObjectNode node, Finding finding) {
    var mention = finding.mention();
    span(node, finding.span());
    node.put("text", finding.span().of(text));
    node.put("group", finding.group());
    node.put("term", finding.term());
    node.put("code", mention.code().value());
    node.put("system", mention.code().system());
    node.put("spelling", lower(mention.spelled()));
    node.put("section", lower(finding.section()));
    context(node.putObject("context"), finding.context());
    span(node.putObject("sentence"), finding.sentence());
  }

  private void context(ObjectNode node, Context context) {
    var words = SentenceRun.words(context);
    node.put("negation", words.get(0));
    node.put("temporality", words.get(1));
    node.put("experiencer", words.get(2));
    var triggers = node.putArray("triggers");
    for (var trigger : context.triggers()) {
      var each = triggers.addObject();
      each.put("effect", lower(trigger.effect()));
      span(each, trigger.span());
      each.put("text", trigger.span().of(text));
    }
  }

  private void comorbidities(ArrayNode nodes) {
    for (var group : ComorbidityLexicon.of(read.language()).groups().values()) {
      var state = HistoryCurator.read(group, read.findings());
      if (state != State.UNMENTIONED) {
        var node = nodes.addObject();
        node.put("group", group.name());
        node.put("index", group.index());
        node.put("label", group.label());
        node.put("state", lower(state));
        var evidence = node.putArray("findings");
        for (int i = 0; i < read.findings().size(); i++) {
          if (group.written().contains(read.findings().get(i).group())) {
            evidence.add(i);
          }
        }
      }
    }
  }

  private void span(ObjectNode node, Span span) {
    node.put("start", at(span.start()));
    node.put("end", at(span.end()));
  }

  private int at(int index) {
    return plain ? index : text.codePointCount(0, index);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
