/**
 * SCP-ECG files (EN 1064, ISO 11073-91064): sections, Huffman code, reference beats, bimodal
 * compression.
 */
@NullMarked
package org.chiasm.connect.scp;

import org.jspecify.annotations.NullMarked;
