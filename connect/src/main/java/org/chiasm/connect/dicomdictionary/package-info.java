/**
 * What the DICOM standard registers: tags, value representations, transfer syntaxes, SOP classes.
 */
@NullMarked
package org.chiasm.connect.dicomdictionary;

import org.jspecify.annotations.NullMarked;
