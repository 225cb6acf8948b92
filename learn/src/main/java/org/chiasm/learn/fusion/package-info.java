/**
 * Learners and the ways of joining modalities (Huang et al. 2020, doi:10.1038/s41746-020-00341-z):
 * each modality alone, original features joined, and predictions joined, on one split by subject.
 */
@NullMarked
package org.chiasm.learn.fusion;

import org.jspecify.annotations.NullMarked;
