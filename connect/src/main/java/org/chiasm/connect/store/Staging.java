package org.chiasm.connect.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.ClinicalEvent;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.PatientIdentifier;
import org.chiasm.SourceItem;
import org.chiasm.identity.IdentityResolver;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Everything read so far: facts and set-aside things on disk, identifiers and counts in memory. The
 * order in which items are staged leaves no trace in the record.
 */
final class Staging implements AutoCloseable {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final FactAppender facts;
  private final DuckDBAppender issues;
  private final IdentityResolver resolver = new IdentityResolver();
  private final Map<PatientIdentifier, Integer> patients = new HashMap<>();
  private final List<PatientIdentifier> patientList = new ArrayList<>();
  private final SortedMap<String, long[]> readAndRegistered = new TreeMap<>();
  private @Nullable PatientIdentifier lastPatient;
  private int lastNumber;

  Staging(DuckDatabase database) throws IOException {
    database.execute("CREATE TABLE fact " + RecordLayout.definition("patient INTEGER"));
    database.execute(
        "CREATE TABLE set_aside (kind VARCHAR, feed VARCHAR, position VARCHAR, detail VARCHAR)");
    facts = new FactAppender(database.appender("fact"));
    issues = database.appender("set_aside");
  }

  void add(SourceItem item) throws SQLException {
    switch (item) {
      case SourceItem.Fact(var patient, var event) -> add(patient, event);
      case SourceItem.Registration registration -> {
        var counts = counts(registration.origin().feed());
        counts[0]++;
        counts[1]++;
        resolver.add(registration);
      }
      case SourceItem.SetAside(var issue) -> {
        counts(issue.feed())[0]++;
        SubjectTables.issue(issues, issue);
      }
    }
  }

  private void add(PatientIdentifier patient, ClinicalEvent event) throws SQLException {
    counts(event.origin().feed())[0]++;
    if (isRecordable(event)) {
      facts.append(number(patient), event);
    } else {
      SubjectTables.issue(
          issues,
          new DataIssue(
              DataIssue.Kind.IMPLAUSIBLE_TIME,
              event.origin().feed(),
              event.origin().reference(),
              "A time lies outside the years 1 to 9999, which a record can hold"));
    }
  }

  private static boolean isRecordable(ClinicalEvent event) {
    return isRecordable(event.available().instant())
        && (!(event.effective() instanceof EffectiveTime.At(var instant)) || isRecordable(instant));
  }

  private static boolean isRecordable(Instant instant) {
    return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
  }

  private long[] counts(String feed) {
    return readAndRegistered.computeIfAbsent(feed, _ -> new long[2]);
  }

  private int number(PatientIdentifier patient) {
    if (!patient.equals(lastPatient)) {
      lastPatient = patient;
      var number = patients.putIfAbsent(patient, patientList.size());
      if (number == null) {
        lastNumber = patientList.size();
        patientList.add(patient);
        resolver.mention(patient);
      } else {
        lastNumber = number;
      }
    }
    return lastNumber;
  }

  IdentityResolver resolver() {
    return resolver;
  }

  /** The identifiers by which facts name patients, by staged patient number. */
  List<PatientIdentifier> patients() {
    return patientList;
  }

  /** For each feed, items read and registrations among them. */
  SortedMap<String, long[]> readAndRegistered() {
    return readAndRegistered;
  }

  @Override
  public void close() throws IOException {
    facts.close();
    try {
      issues.close();
    } catch (SQLException e) {
      throw DuckDatabase.failure("Set-aside things could not be staged", e);
    }
  }
}
