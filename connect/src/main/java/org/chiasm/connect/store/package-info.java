/** The record and the rows on disk: Parquet files, written and read by the embedded engine. */
@NullMarked
package org.chiasm.connect.store;

import org.jspecify.annotations.NullMarked;
