package org.chiasm.connect.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/** The rows of a query over Parquet files, one at a time; columns count from 0. */
public final class ParquetRows implements AutoCloseable {
  private final ResultSet rows;
  private final PackedTexts texts;
  private final int[] positions;
  private final int fileColumn;
  private final boolean[] isFloat;

  ParquetRows(ResultSet rows, List<ParquetFiles.Column> columns) throws SQLException {
    this.rows = rows;
    positions = new int[columns.size()];
    isFloat = new boolean[columns.size()];
    int numbers = 0;
    int words = 0;
    for (int column = 0; column < columns.size(); column++) {
      if (columns.get(column).type() == ParquetFiles.ColumnType.TEXT) {
        positions[column] = words++;
      } else {
        positions[column] = ++numbers;
        int type = rows.getMetaData().getColumnType(numbers);
        isFloat[column] = type == Types.FLOAT || type == Types.REAL;
      }
    }
    fileColumn = numbers + 1;
    texts = new PackedTexts(rows, fileColumn + 2, words);
  }

  /**
   * Goes to the next row.
   *
   * @return false after the last
   * @throws IOException if a file turns out to be damaged
   */
  public boolean next() throws IOException {
    try {
      boolean found = rows.next();
      if (found) {
        texts.load();
      }
      return found;
    } catch (SQLException e) {
      throw DuckDatabase.failure("A Parquet file cannot be read", e);
    }
  }

  /** Whether the row has a value in a column that is not text. */
  public boolean has(int column) throws IOException {
    try {
      rows.getObject(positions[column]);
      return !rows.wasNull();
    } catch (SQLException e) {
      throw DuckDatabase.failure("A Parquet file cannot be read", e);
    }
  }

  /** A whole number, or microseconds since 1970 of a time; 0 where absent. */
  public long integer(int column) throws IOException {
    try {
      return rows.getLong(positions[column]);
    } catch (SQLException e) {
      throw DuckDatabase.failure("A Parquet file cannot be read", e);
    }
  }

  /** A number; 0 where absent. A 32-bit float is its shortest decimal: 92.33, not 92.3300018. */
  public double number(int column) throws IOException {
    try {
      return isFloat[column]
          ? Double.parseDouble(Float.toString(rows.getFloat(positions[column])))
          : rows.getDouble(positions[column]);
    } catch (SQLException e) {
      throw DuckDatabase.failure("A Parquet file cannot be read", e);
    }
  }

  /** Words; empty where the row has none. */
  public Optional<String> text(int column) {
    return Optional.ofNullable(texts.get(positions[column]));
  }

  /** Which of the files the row is in, counted from 0. */
  public int file() throws IOException {
    return (int) position(fileColumn);
  }

  /** Which row of its file it is, counted from 0. */
  public long row() throws IOException {
    return position(fileColumn + 1);
  }

  private long position(int column) throws IOException {
    try {
      return rows.getLong(column);
    } catch (SQLException e) {
      throw DuckDatabase.failure("A Parquet file cannot be read", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      rows.close();
    } catch (SQLException e) {
      throw DuckDatabase.failure("A Parquet file could not be closed", e);
    }
  }
}
