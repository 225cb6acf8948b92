/**
 * WFDB records as PhysioNet, monitors' exports and research archives hold them: headers, signals in
 * every storage format, annotations, and a folder of them as a feed.
 */
@NullMarked
package org.chiasm.connect.wfdb;

import org.jspecify.annotations.NullMarked;
