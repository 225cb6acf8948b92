package org.chiasm.connect.ecgfile;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.Voltage;
import org.chiasm.waveform.IntervalNames;

/**
 * Reads an HL7 v3 Annotated ECG (ANSI/HL7 V3 ECG, R1-2004): of its rhythm series the sequence set
 * with the longest recording; sequences as {@code GLIST} (time) and {@code SLIST_PQ} or {@code
 * SLIST_INT} (samples with origin and scale); annotations anywhere as stated intervals. Derived
 * series, the representative beats, are read only where nothing else is there.
 *
 * <p>Document type declarations and external entities are refused.
 */
final class AnnotatedEcg {
  private static final int DEEPEST = 64;
  private static final long MOST_EVENTS = 5_000_000;

  private final XMLStreamReader xml;
  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<String> annotations = new ArrayDeque<>();
  private final SortedMap<String, Double> stated = new TreeMap<>();
  private final AnnotatedEcgHeader header = new AnnotatedEcgHeader();
  private String seriesBegan = "";
  private SequenceSet set = new SequenceSet(false, "");
  private SequenceSet best = new SequenceSet(true, "");
  private final List<SequenceSet> others = new ArrayList<>();

  private AnnotatedEcg(XMLStreamReader xml) {
    this.xml = xml;
  }

  /** Reads a document. */
  static EcgRecord read(byte[] file) throws EcgFileException {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    try {
      var xml = factory.createXMLStreamReader(new ByteArrayInputStream(file));
      return new AnnotatedEcg(xml).read();
    } catch (XMLStreamException e) {
      var at = e.getLocation();
      throw EcgFileException.malformed(
          "not well-formed XML"
              + (at == null
                  ? ""
                  : ", line " + at.getLineNumber() + " column " + at.getColumnNumber()));
    }
  }

  private EcgRecord read() throws XMLStreamException, EcgFileException {
    long events = 0;
    while (xml.hasNext()) {
      if (++events > MOST_EVENTS) {
        throw EcgFileException.unsupported("more than " + MOST_EVENTS + " pieces of markup");
      }
      switch (xml.next()) {
        case XMLStreamConstants.DTD ->
            throw EcgFileException.unsupported("a document type declaration; remove it");
        case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
        case XMLStreamConstants.END_ELEMENT -> end();
        default -> {}
      }
    }
    if (best.isEmpty()) {
      throw EcgFileException.malformed(
          "no sequence set with a time sequence and a lead in microvolts was found");
    }
    var signal = best.signal();
    return new EcgRecord(
        EcgRecord.Format.HL7_AECG,
        signal,
        signal.durationSeconds(),
        EcgRecord.Checksum.NOT_STATED,
        header.header(best.began()),
        stated,
        List.of(),
        remarks());
  }

  /**
   * What the record leaves out: leads without a unit, and sets of a rhythm beside the chosen one.
   */
  private List<String> remarks() {
    var remarks = new ArrayList<String>();
    if (best.isDerived()) {
      remarks.add("DERIVED: only representative beats are in the file, no rhythm");
    }
    if (!best.withoutUnit().isEmpty()) {
      remarks.add("NO_UNIT: " + String.join(", ", best.withoutUnit()) + " left out");
    }
    var elsewhere = new TreeSet<String>();
    int count = 0;
    for (var other : others) {
      if (!other.isEmpty() && other.isDerived() == best.isDerived()) {
        elsewhere.addAll(other.leads());
        count++;
      }
    }
    if (count > 0) {
      remarks.add(
          "OTHER_SETS: "
              + count
              + " further sequence sets ("
              + String.join(", ", elsewhere)
              + ") were recorded at other times and are not read");
    }
    return remarks;
  }

  private void start(String name) throws EcgFileException {
    String parent = path.isEmpty() ? "" : path.peek();
    if (path.isEmpty() && !name.equals("AnnotatedECG")) {
      throw EcgFileException.unsupported("XML that is no HL7 AnnotatedECG");
    }
    path.push(name);
    if (path.size() > DEEPEST) {
      throw EcgFileException.malformed("elements nested deeper than " + DEEPEST);
    }
    switch (name) {
      case "series", "derivedSeries" -> seriesBegan = "";
      case "sequenceSet" -> set = new SequenceSet(path.contains("derivedSeries"), seriesBegan);
      case "sequence" -> set.begin();
      case "annotation" -> annotations.push("");
      case "code" -> {
        if (parent.equals("sequence")) {
          set.code(attribute("code"));
        } else if (parent.equals("annotation")) {
          annotations.pop();
          annotations.push(attribute("code"));
        }
      }
      case "value" -> {
        if (parent.equals("annotation")) {
          measured(annotations.isEmpty() ? "" : annotations.getFirst());
        }
      }
      case "origin", "scale", "increment" -> {
        if (path.contains("sequence")) {
          set.quantity(name, attribute("value"), attribute("unit"));
        }
      }
      case "head" -> set.head(path.contains("sequence") ? attribute("value") : "");
      default -> subject(name, parent);
    }
  }

  /** Whose recording it is and of when. */
  private void subject(String name, String parent) {
    switch (name) {
      case "id" -> {
        if (parent.equals("trialSubject")) {
          header.id(attribute("root"), attribute("extension"));
        }
      }
      case "administrativeGenderCode" -> header.sex(isOfSubject() ? attribute("code") : "");
      case "birthTime" -> header.birth(isOfSubject() ? attribute("value") : "");
      case "effectiveTime" -> began(parent);
      case "low", "center" -> {
        if (parent.equals("effectiveTime")) {
          began(path.stream().skip(2).findFirst().orElse(""));
        }
      }
      default -> {}
    }
  }

  private void began(String of) {
    if (of.equals("AnnotatedECG")) {
      header.began(attribute("value"));
    } else if (of.endsWith("eries") && seriesBegan.isEmpty()) {
      seriesBegan = attribute("value");
    }
  }

  private void text() throws EcgFileException {
    switch (path.isEmpty() ? "" : path.getFirst()) {
      case "digits" -> set.digits(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
      case "family" -> header.family(isOfSubject() ? xml.getText() : "");
      case "given" -> header.given(isOfSubject() ? xml.getText() : "");
      default -> {}
    }
  }

  private boolean isOfSubject() {
    return path.contains("trialSubject");
  }

  private void end() throws EcgFileException {
    switch (path.pop()) {
      case "sequence" -> set.end();
      case "annotation" -> annotations.pop();
      case "sequenceSet" -> {
        if (set.isBetterThan(best)) {
          others.add(best);
          best = set;
        } else {
          others.add(set);
        }
      }
      default -> {}
    }
  }

  private void measured(String code) {
    var name = IntervalNames.of(code);
    if (name.isEmpty() || attribute("value").isEmpty()) {
      return;
    }
    try {
      double value = Double.parseDouble(attribute("value"));
      double factor =
          name.get().equals("heart_rate")
              ? 1
              : 1000 * Voltage.seconds(attribute("unit")).orElse(1e-3);
      if (value > 0 && Double.isFinite(value)) {
        stated.putIfAbsent(name.get(), value * factor);
      }
    } catch (NumberFormatException _) {
      stated.remove(name.get());
    }
  }

  private String attribute(String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value.strip();
  }
}
