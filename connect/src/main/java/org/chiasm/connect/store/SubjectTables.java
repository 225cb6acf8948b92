package org.chiasm.connect.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.chiasm.DataIssue;
import org.chiasm.PatientIdentifier;
import org.chiasm.identity.IdentityResolution;
import org.chiasm.identity.SubjectLink;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** The resolved identities as tables of the staging database, for the facts to be joined with. */
final class SubjectTables {
  /** States of a line of {@code link}; a candidate line stands beside a quarantined one. */
  static final byte LINKED = 0;

  static final byte QUARANTINED = 1;
  static final byte UNKNOWN = 2;
  static final byte CANDIDATE = 3;

  private SubjectTables() {}

  static void write(
      DuckDatabase database, List<PatientIdentifier> patients, IdentityResolution identities)
      throws IOException, SQLException {
    database.execute("CREATE TABLE link (patient INTEGER, state TINYINT, subject_id BIGINT)");
    database.execute(
        "CREATE TABLE identifier"
            + " (subject_id BIGINT, authority VARCHAR, value VARCHAR, status VARCHAR)");
    database.execute(
        "CREATE TABLE conflict (kind VARCHAR, feed VARCHAR, position VARCHAR, detail VARCHAR)");
    try (var out = database.appender("link")) {
      for (int patient = 0; patient < patients.size(); patient++) {
        link(out, patient, identities.subjectOf(patients.get(patient)));
      }
    }
    try (var out = database.appender("identifier")) {
      for (var link : identities.links().entrySet()) {
        identifier(out, link.getKey(), link.getValue());
      }
    }
    try (var out = database.appender("conflict")) {
      for (var issue : identities.conflicts()) {
        issue(out, issue);
      }
    }
  }

  /** Appends an issue to a table of kind, feed, position and detail. */
  static void issue(DuckDBAppender out, DataIssue issue) throws SQLException {
    out.beginRow();
    out.append(issue.kind().name());
    out.append(issue.feed());
    out.append(issue.position());
    out.append(issue.detail());
    out.endRow();
  }

  private static void link(DuckDBAppender out, int patient, SubjectLink link) throws SQLException {
    switch (link) {
      case SubjectLink.Linked(var subject) -> line(out, patient, LINKED, subject.value());
      case SubjectLink.Quarantined(var candidates) -> {
        line(out, patient, QUARANTINED, null);
        for (var candidate : candidates) {
          line(out, patient, CANDIDATE, candidate.value());
        }
      }
      case SubjectLink.Unknown() -> line(out, patient, UNKNOWN, null);
    }
  }

  private static void line(DuckDBAppender out, int patient, byte state, @Nullable Long subject)
      throws SQLException {
    out.beginRow().append(patient).append(state).append(subject).endRow();
  }

  private static void identifier(DuckDBAppender out, PatientIdentifier identifier, SubjectLink link)
      throws SQLException {
    switch (link) {
      case SubjectLink.Linked(var subject) -> line(out, subject.value(), identifier, "LINKED");
      case SubjectLink.Quarantined(var candidates) -> {
        if (candidates.isEmpty()) {
          line(out, null, identifier, "QUARANTINED");
        }
        for (var candidate : candidates) {
          line(out, candidate.value(), identifier, "QUARANTINED");
        }
      }
      case SubjectLink.Unknown() -> {}
    }
  }

  private static void line(
      DuckDBAppender out, @Nullable Long subject, PatientIdentifier identifier, String status)
      throws SQLException {
    out.beginRow()
        .append(subject)
        .append(identifier.authority().uri())
        .append(identifier.value())
        .append(status)
        .endRow();
  }
}
