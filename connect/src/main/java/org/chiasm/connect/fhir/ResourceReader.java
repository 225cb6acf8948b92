package org.chiasm.connect.fhir;

import java.util.Set;
import java.util.function.Consumer;
import org.chiasm.DataIssue;
import org.chiasm.SourceItem;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;

/**
 * Turns one resource into at least one item: registrations and facts, or the reason why there are
 * none.
 */
final class ResourceReader implements FileReader.Resources {
  /** The resource types of FHIR R4, so that a message never quotes a name that is none. */
  private static final Set<String> KNOWN_TYPES =
      Set.of(
          ("Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment"
                  + " AppointmentResponse AuditEvent Basic Binary BiologicallyDerivedProduct"
                  + " BodyStructure Bundle CapabilityStatement CarePlan CareTeam CatalogEntry"
                  + " ChargeItem ChargeItemDefinition Claim ClaimResponse ClinicalImpression"
                  + " CodeSystem Communication CommunicationRequest CompartmentDefinition"
                  + " Composition ConceptMap Condition Consent Contract Coverage"
                  + " CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device"
                  + " DeviceDefinition DeviceMetric DeviceRequest DeviceUseStatement"
                  + " DiagnosticReport DocumentManifest DocumentReference EffectEvidenceSynthesis"
                  + " Encounter Endpoint EnrollmentRequest EnrollmentResponse EpisodeOfCare"
                  + " EventDefinition Evidence EvidenceVariable ExampleScenario"
                  + " ExplanationOfBenefit FamilyMemberHistory Flag Goal GraphDefinition Group"
                  + " GuidanceResponse HealthcareService ImagingStudy Immunization"
                  + " ImmunizationEvaluation ImmunizationRecommendation ImplementationGuide"
                  + " InsurancePlan Invoice Library Linkage List Location Measure MeasureReport"
                  + " Media Medication MedicationAdministration MedicationDispense"
                  + " MedicationKnowledge MedicationRequest MedicationStatement MedicinalProduct"
                  + " MessageDefinition MessageHeader MolecularSequence NamingSystem NutritionOrder"
                  + " Observation ObservationDefinition OperationDefinition OperationOutcome"
                  + " Organization OrganizationAffiliation Parameters Patient PaymentNotice"
                  + " PaymentReconciliation Person PlanDefinition Practitioner PractitionerRole"
                  + " Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson"
                  + " RequestGroup ResearchDefinition ResearchElementDefinition ResearchStudy"
                  + " ResearchSubject RiskAssessment RiskEvidenceSynthesis Schedule SearchParameter"
                  + " ServiceRequest Slot Specimen SpecimenDefinition StructureDefinition"
                  + " StructureMap Subscription Substance SubstanceSpecification SupplyDelivery"
                  + " SupplyRequest Task TerminologyCapabilities TestReport TestScript ValueSet"
                  + " VerificationResult VisionPrescription")
              .split(" "));

  private final ResourceContext.Feed feed;
  private final Consumer<SourceItem> sink;

  ResourceReader(ResourceContext.Feed feed, Consumer<SourceItem> sink) {
    this.feed = feed;
    this.sink = sink;
  }

  /**
   * Reads a resource.
   *
   * @param fullUrl the URL of its entry, empty outside Bundles
   * @param place where it stands
   */
  @Override
  public void read(
      Element resource, String fullUrl, FileReader.Place place, References references) {
    try {
      var type = resource.string("resourceType");
      var id = References.idOf(resource, fullUrl);
      var shown = KNOWN_TYPES.contains(type) ? type : "Resource";
      var context = new ResourceContext(feed, resource, shown, id, place, references);
      try {
        dispatch(type, context);
      } catch (SetAsideException e) {
        context.setAsideWhole(e);
      }
      context.items().forEach(sink);
    } catch (SetAsideException e) {
      setAside(place.position(), e);
    }
  }

  /** Hands out an issue about something that is not even a resource. */
  @Override
  public void setAside(String position, SetAsideException reason) {
    sink.accept(
        new SourceItem.SetAside(
            new DataIssue(reason.kind(), feed.feed(), position, reason.detail())));
  }

  private static void dispatch(String type, ResourceContext context) throws SetAsideException {
    if (type.isEmpty()) {
      throw SetAsideException.malformed("A JSON object without resourceType is no FHIR resource");
    }
    if (context.resource().has("modifierExtension")) {
      throw SetAsideException.unsupported(
          "It carries a modifierExtension, which may change its meaning (FHIR R4 2.4.1)");
    }
    switch (type) {
      case "Observation" -> ObservationReader.read(context);
      case "Patient" -> PatientReader.read(context);
      case "Encounter" -> EncounterReader.read(context);
      case "Condition" -> ConditionReader.read(context);
      case "DocumentReference" -> NoteReader.readDocumentReference(context);
      case "DiagnosticReport" -> NoteReader.readDiagnosticReport(context);
      case "MedicationRequest" -> WorkflowReader.readRequest(context);
      case "MedicationAdministration" -> WorkflowReader.readAdministration(context);
      case "Procedure" -> WorkflowReader.readProcedure(context);
      case "ImagingStudy" -> WorkflowReader.readImagingStudy(context);
      default ->
          throw SetAsideException.unsupported(
              KNOWN_TYPES.contains(type)
                  ? "No facts are read from this resource type"
                  : "Not a resource type of FHIR R4");
    }
  }
}
