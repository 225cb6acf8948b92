/** FHIR feeds read from real and from broken files. */
@NullMarked
package org.chiasm.connect.fhir;

import org.jspecify.annotations.NullMarked;
