package org.chiasm.connect.scp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes SCP-ECG files with bimodal compression from the standard's text, sample by sample: around
 * the QRS complexes everything is kept, between them the mean of every few samples.
 *
 * @param zones first and last sample of each, from 1
 * @param factor how many samples one mean stands for
 * @param order of the differences
 */
record BimodalWriter(int[][] zones, int factor, int order) {
  private static final int FULL_MICROS = 2000;
  private static final int[] LEADS = {1, 2, 3};

  /** What is subtracted at each zone: one shape for all leads, its middle at the fiducial point. */
  record Beat(int[] shape, int fiducial) {}

  byte[] file(int[][] leads, Beat beat) {
    var residual = new int[leads.length][];
    for (int lead = 0; lead < leads.length; lead++) {
      residual[lead] = leads[lead].clone();
      for (int[] zone : zones) {
        for (int i = 0; i < beat.shape.length; i++) {
          int sample = fiducial(zone) - beat.fiducial + i + 1;
          if (sample >= 1 && sample <= residual[lead].length) {
            residual[lead][sample - 1] -= beat.shape[i];
          }
        }
      }
    }
    var sections = new ArrayList<byte[]>();
    sections.add(new byte[0]);
    sections.add(ScpWriter.little(2).putShort((short) 19999).array());
    var three = ScpWriter.little(2 + 9 * leads.length).put((byte) leads.length).put((byte) (5 | (leads.length << 3)));
    for (int i = 0; i < leads.length; i++) {
      three.putInt(1).putInt(leads[i].length).put((byte) LEADS[i]);
    }
    sections.add(three.array());
    sections.add(places(beat));
    sections.add(
        leads(List.of(beat.shape, beat.shape, beat.shape).subList(0, leads.length), 1, 0));
    var stored = new ArrayList<int[]>();
    for (int[] lead : residual) {
      stored.add(thinned(lead));
    }
    sections.add(leads(stored, factor, 1));
    return ScpWriter.assemble(sections);
  }

  private static int fiducial(int[] zone) {
    return (zone[0] + zone[1]) / 2;
  }

  private byte[] places(Beat beat) {
    var four = ScpWriter.little(6 + 22 * zones.length);
    four.putShort((short) (beat.shape.length * FULL_MICROS / 1000));
    four.putShort((short) beat.fiducial).putShort((short) zones.length);
    for (int[] zone : zones) {
      int first = fiducial(zone) - beat.fiducial + 1;
      four.putShort((short) 0).putInt(Math.max(1, first)).putInt(fiducial(zone));
      four.putInt(first + beat.shape.length - 1);
    }
    for (int[] zone : zones) {
      four.putInt(zone[0]).putInt(zone[1]);
    }
    return four.array();
  }

  int[] thinned(int[] lead) {
    var stored = new ArrayList<Integer>();
    for (int i = 0; i < lead.length; ) {
      int free = 0;
      while (i + free < lead.length && !isKept(i + free + 1)) {
        free++;
      }
      for (; free >= factor; free -= factor, i += factor) {
        double sum = 0;
        for (int k = 0; k < factor; k++) {
          sum += lead[i + k];
        }
        stored.add((int) Math.round(sum / factor));
      }
      for (; free > 0; free--) {
        stored.add(lead[i++]);
      }
      while (i < lead.length && isKept(i + 1)) {
        stored.add(lead[i++]);
      }
    }
    return stored.stream().mapToInt(Integer::intValue).toArray();
  }

  boolean isKept(int sample) {
    for (int[] zone : zones) {
      if (sample >= zone[0] && sample <= zone[1]) {
        return true;
      }
    }
    return false;
  }

  private byte[] leads(List<int[]> numbers, int times, int bimodal) {
    var coded =
        numbers.stream()
            .map(each -> ScpWriter.encode(ScpWriter.differences(each, order), true))
            .toList();
    int total = coded.stream().mapToInt(each -> each.length).sum();
    ByteBuffer section = ScpWriter.little(6 + 2 * coded.size() + total);
    section.putShort((short) 5000).putShort((short) (times * FULL_MICROS));
    section.put((byte) order).put((byte) bimodal);
    coded.forEach(each -> section.putShort((short) each.length));
    coded.forEach(section::put);
    return section.array();
  }
}
