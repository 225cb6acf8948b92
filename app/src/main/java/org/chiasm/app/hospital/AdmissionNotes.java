package org.chiasm.app.hospital;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Writes what clinicians wrote of a patient: the admission note, which names what the patient has,
 * denies what he has not, and speaks of his family; and a letter at discharge, which comes too late
 * for any prediction.
 */
final class AdmissionNotes {
  private static final double CODED_SHARE = 0.65;
  private static final double WRITTEN_SHARE = 0.75;

  private static final List<String> DENIALS =
      List.of(
          "No history of %s.",
          "Denies %s.",
          "There is no evidence of %s.",
          "Patient has never had %s.",
          "Negative for %s.");
  private static final List<String> FAMILY =
      List.of("Mother with %s.", "Father had %s.", "Brother has %s.", "%s in a grandfather.");
  private static final List<String> PRESENT =
      List.of(
          "Known %s.", "%s.", "History of %s.", "%s since 2011, followed by the GP.", "Has %s.");

  private final long seed;

  AdmissionNotes(long seed) {
    this.seed = seed;
  }

  /**
   * A note.
   *
   * @param written when
   * @param signed when it became available
   */
  record Note(String id, String type, Instant written, Instant signed, String text) {
    @Override
    public String toString() {
      return "Note[" + id + ", text withheld]";
    }
  }

  /** The comorbidities that also stand in the problem list; every one that no note names does. */
  Set<Comorbidity> coded(PatientTruth patient) {
    var chance = new Chance(seed, patient.index(), "coded");
    var written = written(patient);
    var coded = EnumSet.noneOf(Comorbidity.class);
    for (var comorbidity : Comorbidity.values()) {
      boolean happens = chance.happens(CODED_SHARE);
      if (patient.comorbidities().contains(comorbidity)
          && (happens || !written.contains(comorbidity))) {
        coded.add(comorbidity);
      }
    }
    return coded;
  }

  List<Note> notes(PatientTruth patient) {
    return List.of(admission(patient), discharge(patient));
  }

  private Set<Comorbidity> written(PatientTruth patient) {
    var chance = new Chance(seed, patient.index(), "written");
    var written = EnumSet.noneOf(Comorbidity.class);
    for (var comorbidity : Comorbidity.values()) {
      if (chance.happens(WRITTEN_SHARE) && patient.comorbidities().contains(comorbidity)) {
        written.add(comorbidity);
      }
    }
    return written;
  }

  private Note admission(PatientTruth patient) {
    var chance = new Chance(seed, patient.index(), "admission-note");
    var history = new ArrayList<String>();
    var family = new ArrayList<String>();
    var written = written(patient);
    for (var comorbidity : Comorbidity.values()) {
      String term = chance.oneOf(comorbidity.terms());
      double way = chance.uniform();
      String present = chance.oneOf(PRESENT);
      String denial = chance.oneOf(DENIALS);
      String relative = chance.oneOf(FAMILY);
      if (written.contains(comorbidity)) {
        history.add(sentence(present, term));
      } else if (!patient.comorbidities().contains(comorbidity)) {
        if (way < 0.35) {
          history.add(sentence(denial, term));
        } else if (way < 0.6) {
          family.add(sentence(relative, term));
        }
      }
    }
    if (history.isEmpty()) {
      history.add("Unremarkable.");
    }
    if (family.isEmpty()) {
      family.add("Noncontributory.");
    }
    String text =
        "ADMISSION NOTE\n\nCHIEF COMPLAINT: "
            + chance.oneOf(
                List.of("Dyspnea.", "Fever and cough.", "Chest discomfort.", "Weakness."))
            + "\n\nHISTORY OF PRESENT ILLNESS:\nThe patient presents with "
            + chance.oneOf(List.of("three", "four", "five"))
            + " days of symptoms. No hemoptysis. Chest CT ordered.\n\nPAST MEDICAL HISTORY:\n"
            + String.join(" ", history)
            + "\n\nFAMILY HISTORY:\n"
            + String.join(" ", family)
            + "\n\nPLAN: Oxygen as needed. Return to emergency if symptoms worsen.\n";
    Instant written0 = patient.arrival().plusSeconds(60L * (20 + chance.below(60)));
    return new Note(
        "note-" + patient.index() + "-admission",
        "34117-2",
        written0,
        written0.plusSeconds(60L * (5 + chance.below(80))),
        text);
  }

  private Note discharge(PatientTruth patient) {
    String text =
        patient.intensiveCare()
            ? "DISCHARGE SUMMARY\n\nHOSPITAL COURSE:\nThe patient was transferred to intensive care.\n"
            : "DISCHARGE SUMMARY\n\nHOSPITAL COURSE:\nUncomplicated, treated on the ward.\n";
    return new Note(
        "note-" + patient.index() + "-discharge",
        "18842-5",
        patient.discharge(),
        patient.discharge().plusSeconds(7200),
        text);
  }

  private static String sentence(String pattern, String term) {
    String sentence = pattern.replace("%s", term);
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
