/** FHIR R4 from files: NDJSON and Bundles, streamed into registrations and facts. */
@NullMarked
package org.chiasm.connect.fhir;

import org.jspecify.annotations.NullMarked;
