/**
 * Whether a laboratory value or vital sign can be trusted and what it is in a concept's unit: UCUM,
 * local spellings, conversions between mass and amount of substance, and refusal where the evidence
 * is thin.
 */
@NullMarked
package org.chiasm.lab;

import org.jspecify.annotations.NullMarked;
