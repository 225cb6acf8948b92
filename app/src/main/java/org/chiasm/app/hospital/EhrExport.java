package org.chiasm.app.hospital;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;

/** Writes the EHR's side as a FHIR R4 bulk export: one NDJSON file for each resource type. */
final class EhrExport implements AutoCloseable {
  private final JsonGenerator patients;
  private final JsonGenerator encounters;
  private final JsonGenerator observations;
  private final JsonGenerator conditions;
  private final JsonGenerator documents;

  EhrExport(Path folder) throws IOException {
    Files.createDirectories(folder);
    patients = open(folder.resolve("Patient.ndjson"));
    encounters = open(folder.resolve("Encounter.ndjson"));
    observations = open(folder.resolve("Observation.ndjson"));
    conditions = open(folder.resolve("Condition.ndjson"));
    documents = open(folder.resolve("DocumentReference.ndjson"));
  }

  private static JsonGenerator open(Path file) throws IOException {
    var generator =
        new JsonFactory().createGenerator(Files.newOutputStream(file), JsonEncoding.UTF8);
    generator.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    return generator;
  }

  void patient(PatientTruth patient) throws IOException {
    begin(patients, "Patient", id(patient));
    patients.writeArrayFieldStart("identifier");
    patients.writeStartObject();
    patients.writeStringField("system", DemoSite.AUTHORITY);
    patients.writeStringField("value", patient.mrn());
    patients.writeEndObject();
    patients.writeEndArray();
    patients.writeArrayFieldStart("name");
    patients.writeStartObject();
    patients.writeStringField("use", "official");
    patients.writeStringField("family", patient.familyName());
    patients.writeArrayFieldStart("given");
    patients.writeString(patient.givenName());
    patients.writeEndArray();
    patients.writeEndObject();
    patients.writeEndArray();
    patients.writeStringField("gender", patient.sex().name().toLowerCase(Locale.ROOT));
    patients.writeStringField("birthDate", patient.birthDate().toString());
    patients.writeEndObject();
  }

  void encounter(PatientTruth patient) throws IOException {
    begin(encounters, "Encounter", "stay-" + patient.index());
    encounters.writeStringField("status", "finished");
    encounters.writeObjectFieldStart("class");
    encounters.writeStringField("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode");
    encounters.writeStringField("code", "IMP");
    encounters.writeEndObject();
    subject(encounters, patient);
    period(encounters, patient.arrival(), patient.discharge());
    encounters.writeArrayFieldStart("location");
    if (patient.intensiveCare()) {
      location("Internal medicine ward 3", patient.arrival(), patient.icuTime());
      location("Unidade de Cuidados Intensivos", patient.icuTime(), patient.discharge());
    } else {
      location("Internal medicine ward 3", patient.arrival(), patient.discharge());
    }
    encounters.writeEndArray();
    encounters.writeEndObject();
  }

  private void location(String name, Instant start, Instant end) throws IOException {
    encounters.writeStartObject();
    encounters.writeObjectFieldStart("location");
    encounters.writeStringField("display", name);
    encounters.writeEndObject();
    period(encounters, start, end);
    encounters.writeEndObject();
  }

  void conditions(PatientTruth patient, Collection<Comorbidity> coded) throws IOException {
    for (var comorbidity : coded) {
      begin(
          conditions,
          "Condition",
          "problem-" + patient.index() + "-" + comorbidity.group().replace('_', '-'));
      conditions.writeObjectFieldStart("verificationStatus");
      coding(
          conditions,
          "http://terminology.hl7.org/CodeSystem/condition-ver-status",
          "confirmed",
          "");
      conditions.writeEndObject();
      conditions.writeObjectFieldStart("code");
      coding(conditions, "http://hl7.org/fhir/sid/icd-10-cm", comorbidity.icd10(), "");
      conditions.writeEndObject();
      subject(conditions, patient);
      conditions.writeStringField("onsetDateTime", DemoSite.fhir(patient.arrival()));
      conditions.writeStringField(
          "recordedDate", DemoSite.fhir(patient.arrival().plusSeconds(1800)));
      conditions.writeEndObject();
    }
  }

  /** Every version of a result, as an export that keeps history lists them. */
  void result(PatientTruth patient, LabResult result) throws IOException {
    for (var version : result.versions()) {
      begin(observations, "Observation", result.id());
      observations.writeStringField("status", version.status());
      observations.writeArrayFieldStart("category");
      observations.writeStartObject();
      coding(
          observations,
          "http://terminology.hl7.org/CodeSystem/observation-category",
          "laboratory",
          "");
      observations.writeEndObject();
      observations.writeEndArray();
      observations.writeObjectFieldStart("code");
      coding(observations, "http://loinc.org", result.test().loinc(), result.test().display());
      observations.writeEndObject();
      subject(observations, patient);
      observations.writeStringField("effectiveDateTime", DemoSite.fhir(result.taken()));
      observations.writeStringField("issued", DemoSite.fhir(version.issued()));
      observations.writeObjectFieldStart("valueQuantity");
      observations.writeNumberField("value", version.reported());
      if (result.unitGiven()) {
        observations.writeStringField("unit", result.reporting().unit());
        if (result.reporting().ucum()) {
          observations.writeStringField("system", "http://unitsofmeasure.org");
          observations.writeStringField("code", result.reporting().unit());
        }
      }
      observations.writeEndObject();
      observations.writeEndObject();
    }
  }

  void note(PatientTruth patient, AdmissionNotes.Note note) throws IOException {
    begin(documents, "DocumentReference", note.id());
    documents.writeStringField("status", "current");
    documents.writeObjectFieldStart("type");
    coding(documents, "http://loinc.org", note.type(), "");
    documents.writeEndObject();
    subject(documents, patient);
    documents.writeStringField("date", DemoSite.fhir(note.signed()));
    documents.writeArrayFieldStart("content");
    documents.writeStartObject();
    documents.writeObjectFieldStart("attachment");
    documents.writeStringField("contentType", "text/plain; charset=utf-8");
    documents.writeStringField(
        "data", Base64.getEncoder().encodeToString(note.text().getBytes(StandardCharsets.UTF_8)));
    documents.writeStringField("creation", DemoSite.fhir(note.written()));
    documents.writeEndObject();
    documents.writeEndObject();
    documents.writeEndArray();
    documents.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    for (var generator :
        new JsonGenerator[] {patients, encounters, observations, conditions, documents}) {
      generator.writeRaw('\n');
      generator.close();
    }
  }

  private static String id(PatientTruth patient) {
    return "p" + patient.index();
  }

  private static void begin(JsonGenerator json, String type, String id) throws IOException {
    json.writeStartObject();
    json.writeStringField("resourceType", type);
    json.writeStringField("id", id);
  }

  private static void subject(JsonGenerator json, PatientTruth patient) throws IOException {
    json.writeObjectFieldStart("subject");
    json.writeStringField("reference", "Patient/" + id(patient));
    json.writeEndObject();
  }

  private static void period(JsonGenerator json, Instant start, Instant end) throws IOException {
    json.writeObjectFieldStart("period");
    json.writeStringField("start", DemoSite.fhir(start));
    json.writeStringField("end", DemoSite.fhir(end));
    json.writeEndObject();
  }

  private static void coding(JsonGenerator json, String system, String code, String display)
      throws IOException {
    json.writeArrayFieldStart("coding");
    json.writeStartObject();
    json.writeStringField("system", system);
    json.writeStringField("code", code);
    if (!display.isEmpty()) {
      json.writeStringField("display", display);
    }
    json.writeEndObject();
    json.writeEndArray();
  }
}
