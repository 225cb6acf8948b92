package org.chiasm.connect.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * One private database of the embedded engine, with every setting on which bytes or memory could
 * depend fixed: threads, memory limit, zone, no extensions from a network.
 */
final class DuckDatabase implements AutoCloseable {
  private static final String MEMORY_LIMIT = "1GB";
  private static final String THREADS = "2";

  private final DuckDBConnection connection;

  private DuckDatabase(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** A database in {@code folder}, which holds its file and whatever exceeds the memory limit. */
  static DuckDatabase onDisk(Path folder) throws IOException {
    return open(folder.resolve("staging.duckdb").toString(), folder);
  }

  /** A database in memory that spills to {@code folder}. */
  static DuckDatabase inMemory(Path folder) throws IOException {
    return open("", folder);
  }

  private static DuckDatabase open(String file, Path folder) throws IOException {
    var settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("threads", THREADS);
    settings.setProperty("memory_limit", MEMORY_LIMIT);
    settings.setProperty("temp_directory", folder.resolve("spill").toString());
    settings.setProperty("preserve_insertion_order", "true");
    settings.setProperty("autoinstall_known_extensions", "false");
    try {
      var connection =
          DriverManager.getConnection("jdbc:duckdb:" + file, settings)
              .unwrap(DuckDBConnection.class);
      var database = new DuckDatabase(connection);
      database.execute("SET TimeZone = 'UTC'");
      return database;
    } catch (SQLException e) {
      throw failure("The embedded database could not be opened in " + folder, e);
    }
  }

  void execute(String sql) throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure("The embedded database failed", e);
    }
  }

  /** Runs a query; closing the answer closes its statement. */
  ResultSet query(String sql) throws SQLException {
    var statement = connection.createStatement();
    try {
      statement.closeOnCompletion();
      return statement.executeQuery(sql);
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  DuckDBAppender appender(String table) throws IOException {
    try {
      return connection.createAppender(table);
    } catch (SQLException e) {
      throw failure("The embedded database failed", e);
    }
  }

  /** The engine's first line only: the rest repeats the query. */
  static IOException failure(String what, SQLException e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new IOException(what + ": " + reason, e);
  }

  /** The text as an SQL string. */
  static String quoted(Object text) {
    return "'" + text.toString().replace("'", "''") + "'";
  }

  /** The text as an SQL name. */
  static String named(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("The embedded database could not be closed", e);
    }
  }
}
