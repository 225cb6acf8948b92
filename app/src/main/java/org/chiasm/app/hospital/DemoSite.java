package org.chiasm.app.hospital;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The hospital's own ways: its zone, and who gives out its identifiers. */
final class DemoSite {
  static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
  static final String AUTHORITY_OID = "2.25.329800735698586629295641978511506172918";
  static final String AUTHORITY = "urn:oid:" + AUTHORITY_OID;

  /** The name by which the CT scanners know the authority. */
  static final String ISSUER_NAME = "HSM";

  /** When images reach the archive after acquisition, as the site file assumes. */
  static final long IMAGE_LAG_MINUTES = 15;

  private static final DateTimeFormatter FHIR_INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

  private DemoSite() {}

  /** A time as FHIR writes it, with the hospital's offset. */
  static String fhir(Instant time) {
    return FHIR_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS).atZone(ZONE));
  }
}
