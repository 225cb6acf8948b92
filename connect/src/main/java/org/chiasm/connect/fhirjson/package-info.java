/** FHIR JSON on disk: files, lines and Bundles as resources, and resources as typed elements. */
@NullMarked
package org.chiasm.connect.fhirjson;

import org.jspecify.annotations.NullMarked;
