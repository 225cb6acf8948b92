package org.chiasm.connect.pacs;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.AssigningAuthority;
import org.chiasm.Demographics;
import org.chiasm.PatientIdentifier;
import org.chiasm.Sex;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomtext.PersonName;
import org.chiasm.study.SiteDefinition;

/**
 * Who an instance is about: identifiers with their issuers, and demographics (DICOM PS3.3 C.7.1.1,
 * C.2.2).
 *
 * <p>The issuer of Patient ID is the Universal Entity ID of Issuer of Patient ID Qualifiers, else
 * Issuer of Patient ID, each as the site file translates it or else as it stands; where an instance
 * names none, it is what the site file gives for the feed, or else an authority of this feed alone.
 * Other patient IDs count only with an issuer of their own.
 */
final class PatientModule {
  private final String feed;
  private final SiteDefinition site;

  PatientModule(String feed, SiteDefinition site) {
    this.feed = requireNonNull(feed, "feed");
    this.site = requireNonNull(site, "site");
  }

  /** Every identifier, Patient ID first; none if there is no Patient ID. */
  List<PatientIdentifier> identifiers(DicomDataset dataset) {
    var patientId = dataset.string(Tag.PATIENT_ID).filter(id -> !id.isBlank());
    if (patientId.isEmpty()) {
      return List.of();
    }
    var found = new LinkedHashSet<PatientIdentifier>();
    found.add(
        new PatientIdentifier(
            issuer(dataset).orElseGet(this::issuerOfFeed), patientId.orElseThrow()));
    for (var other : dataset.items(Tag.OTHER_PATIENT_IDS_SEQUENCE)) {
      var id = other.string(Tag.PATIENT_ID).filter(value -> !value.isBlank());
      issuer(other)
          .flatMap(authority -> id.map(value -> new PatientIdentifier(authority, value)))
          .ifPresent(found::add);
    }
    return new ArrayList<>(found);
  }

  /** What the instance says of the person. */
  Demographics demographics(DicomDataset dataset) {
    var name = dataset.personName(Tag.PATIENT_NAME).map(PersonName::preferred);
    return new Demographics(
        name.map(PersonName.Group::family).orElse(""),
        name.map(PersonName.Group::given).orElse(""),
        sex(dataset),
        dataset.date(Tag.PATIENT_BIRTH_DATE).orElse(null),
        null);
  }

  private static Sex sex(DicomDataset dataset) {
    return switch (dataset.string(Tag.PATIENT_SEX).orElse("").toUpperCase(Locale.ROOT)) {
      case "F" -> Sex.FEMALE;
      case "M" -> Sex.MALE;
      case "O" -> Sex.OTHER;
      default -> Sex.UNKNOWN;
    };
  }

  private Optional<AssigningAuthority> issuer(DicomDataset dataset) {
    return dataset
        .item(Tag.ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE)
        .flatMap(this::universalEntity)
        .or(() -> dataset.string(Tag.ISSUER_OF_PATIENT_ID).flatMap(this::named));
  }

  private Optional<AssigningAuthority> universalEntity(DicomDataset qualifiers) {
    var id = qualifiers.string(Tag.UNIVERSAL_ENTITY_ID).map(String::strip);
    String type = qualifiers.string(Tag.UNIVERSAL_ENTITY_ID_TYPE).orElse("");
    return switch (type) {
      case "ISO" -> id.flatMap(oid -> named("urn:oid:" + oid.replaceFirst("^urn:oid:", "")));
      case "UUID" -> id.flatMap(uuid -> named("urn:uuid:" + uuid.replaceFirst("^urn:uuid:", "")));
      default -> id.flatMap(this::named);
    };
  }

  private Optional<AssigningAuthority> named(String issuer) {
    return issuer.isBlank()
        ? Optional.empty()
        : site.authority(issuer).or(() -> Optional.of(new AssigningAuthority(issuer)));
  }

  private AssigningAuthority issuerOfFeed() {
    return site.authority(feed).orElseGet(() -> new AssigningAuthority("urn:chiasm:feed:" + feed));
  }
}
