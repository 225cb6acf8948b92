/** What every reader of electrocardiograms shares: from a signal, whoever sent it, to a fact. */
@NullMarked
package org.chiasm.connect.recording;

import org.jspecify.annotations.NullMarked;
