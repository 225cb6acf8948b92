package org.chiasm.connect.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.DataIssue;
import org.chiasm.connect.store.RecordSummary.FeedCount;
import org.chiasm.identity.IdentityResolution;

/** Turns staged facts and the resolved identities into the files of a record. */
final class RecordFiles {
  static final String DATA = "data/0.parquet";
  static final String DATASET = "metadata/dataset.json";
  static final String CODES = "metadata/codes.parquet";
  static final String SET_ASIDE = "set_aside.parquet";
  static final String CONFLICTS = "identity_conflicts.parquet";
  static final String IDENTIFIERS = "identifiers.parquet";
  static final String SUMMARY = "summary.json";

  private final DuckDatabase database;
  private final Path folder;

  RecordFiles(DuckDatabase database, Path folder) {
    this.database = database;
    this.folder = folder;
  }

  /** Writes every file and gives the account. */
  RecordSummary write(Staging staging, IdentityResolution identities)
      throws IOException, SQLException {
    Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(folder.resolve("metadata"));
    SubjectTables.write(database, staging.patients(), identities);
    collectEvents();
    collectSetAside();
    copy(
        "SELECT "
            + RecordLayout.projection()
            + " FROM (SELECT * FROM event ORDER BY "
            + RecordLayout.order()
            + ")",
        DATA);
    copy("SELECT * FROM set_aside ORDER BY feed, position, kind, detail", SET_ASIDE);
    copy("SELECT * FROM conflict ORDER BY feed, position, kind, detail", CONFLICTS);
    copy("SELECT * FROM identifier ORDER BY authority, value, subject_id", IDENTIFIERS);
    copy(
        "SELECT code,"
            + " CASE WHEN count(DISTINCT code_text) = 1 THEN min(code_text) END AS description,"
            + " CAST([] AS VARCHAR[]) AS parent_codes FROM event GROUP BY code ORDER BY code",
        CODES);
    Files.writeString(folder.resolve(DATASET), RecordLayout.DATASET_JSON, UTF_8);
    var summary = summary(staging, identities);
    Files.writeString(folder.resolve(SUMMARY), SummaryJson.of(summary), UTF_8);
    return summary;
  }

  /**
   * Makes the view {@code event}: the lines of the record. Only facts that share a key with another
   * are compared in everything to find duplicates.
   */
  private void collectEvents() throws IOException {
    String linked = "fact JOIN link USING (patient)";
    String ofSubject = " WHERE state = " + SubjectTables.LINKED;
    String columns = "subject_id, " + RecordLayout.names();
    database.execute(
        "CREATE TABLE repeated AS SELECT subject_id, hash(key) AS key_hash FROM "
            + linked
            + ofSubject
            + " GROUP BY ALL HAVING count(*) > 1");
    String matches =
        " JOIN repeated ON link.subject_id = repeated.subject_id"
            + " AND hash(fact.key) = repeated.key_hash";
    database.execute(
        "CREATE TABLE repeated_event AS SELECT "
            + columns.replace("subject_id", "link.subject_id")
            + ", count(*) AS copies FROM "
            + linked
            + matches
            + ofSubject
            + " GROUP BY ALL");
    database.execute(
        "CREATE TABLE marker AS SELECT DISTINCT subject_id, "
            + RecordLayout.markerColumns()
            + ", 1 AS copies FROM "
            + linked
            + " WHERE state = "
            + SubjectTables.CANDIDATE);
    database.execute(
        "CREATE VIEW event AS SELECT "
            + columns
            + ", 1 AS copies FROM "
            + linked
            + " ANTI"
            + matches
            + ofSubject
            + " UNION ALL SELECT * FROM repeated_event UNION ALL SELECT * FROM marker");
  }

  private void collectSetAside() throws IOException {
    setAside(
        DataIssue.Kind.NO_PATIENT,
        "No registration names this patient",
        "fact JOIN link USING (patient) WHERE state = " + SubjectTables.UNKNOWN);
    setAside(
        DataIssue.Kind.IDENTITY_CONFLICT,
        "The patient identifier is quarantined; the fact is given to nobody",
        "fact JOIN link USING (patient) WHERE state = " + SubjectTables.QUARANTINED);
    setAside(
        DataIssue.Kind.DUPLICATE,
        "The same fact again, equal in everything; one is kept",
        "(SELECT feed, origin, unnest(range(copies - 1)) FROM event WHERE copies > 1)");
    setAside(
        DataIssue.Kind.UNCODED,
        "Words without a code; the fact is kept and matches no concept",
        "event WHERE set_aside = " + RecordLayout.UNCODED);
    setAside(
        DataIssue.Kind.VALUE_ABSENT,
        "A value was asked for and is not there; the fact is kept with its reason",
        "event WHERE set_aside = " + RecordLayout.VALUE_ABSENT);
  }

  private void setAside(DataIssue.Kind kind, String detail, String from) throws IOException {
    database.execute(
        "INSERT INTO set_aside SELECT "
            + DuckDatabase.quoted(kind.name())
            + ", feed, origin, "
            + DuckDatabase.quoted(detail)
            + " FROM "
            + from);
  }

  private void copy(String query, String file) throws IOException {
    database.execute(
        "COPY ("
            + query
            + ") TO "
            + DuckDatabase.quoted(folder.resolve(file))
            + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)");
  }

  private RecordSummary summary(Staging staging, IdentityResolution identities)
      throws SQLException {
    var used = new HashMap<String, Long>();
    try (var rows =
        database.query("SELECT feed, count(*) FROM event WHERE set_aside = 0 GROUP BY feed")) {
      while (rows.next()) {
        used.put(rows.getString(1), rows.getLong(2));
      }
    }
    var setAside = new HashMap<String, Map<DataIssue.Kind, Long>>();
    try (var rows = database.query("SELECT feed, kind, count(*) FROM set_aside GROUP BY ALL")) {
      while (rows.next()) {
        setAside
            .computeIfAbsent(rows.getString(1), _ -> new EnumMap<>(DataIssue.Kind.class))
            .put(DataIssue.Kind.valueOf(rows.getString(2)), rows.getLong(3));
      }
    }
    var feeds = new TreeMap<String, FeedCount>();
    staging
        .readAndRegistered()
        .forEach(
            (feed, counts) ->
                feeds.put(
                    feed,
                    new FeedCount(
                        counts[0],
                        counts[1],
                        used.getOrDefault(feed, 0L),
                        setAside.getOrDefault(feed, Map.of()))));
    return new RecordSummary(
        count("count(DISTINCT subject_id) FROM event"),
        count("count(*) FROM event"),
        count("count(*) FROM event WHERE set_aside = " + RecordLayout.MARKER),
        identities.links().size(),
        identities.quarantinedCount(),
        feeds);
  }

  private long count(String what) throws SQLException {
    try (var rows = database.query("SELECT " + what)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
