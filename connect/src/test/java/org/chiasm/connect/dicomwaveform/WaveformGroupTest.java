package org.chiasm.connect.dicomwaveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicom.SharedFiles;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;
import org.junit.jupiter.api.Test;

class WaveformGroupTest {
  private static DicomDataset channel(String meaning, String unit, double sensitivity) {
    return DicomDataset.builder()
        .decimals(Tag.CHANNEL_SENSITIVITY, sensitivity)
        .decimals(Tag.CHANNEL_SENSITIVITY_CORRECTION_FACTOR, 2)
        .decimals(Tag.CHANNEL_BASELINE, 1)
        .sequence(
            Tag.CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            DicomDataset.builder().string(Tag.CODE_VALUE, unit).build())
        .sequence(
            Tag.CHANNEL_SOURCE_SEQUENCE,
            DicomDataset.builder().string(Tag.CODE_MEANING, meaning).build())
        .build();
  }

  private static DicomDatasetBuilder group(DicomDataset... channels) {
    var samples = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : new int[] {1, -2, 3, -32768, 5, 6}) {
      samples.putShort((short) value);
    }
    return DicomDataset.builder()
        .string(Tag.WAVEFORM_ORIGINALITY, "ORIGINAL")
        .integers(Tag.NUMBER_OF_WAVEFORM_CHANNELS, 2)
        .integers(Tag.NUMBER_OF_WAVEFORM_SAMPLES, 3)
        .decimals(Tag.SAMPLING_FREQUENCY, 500)
        .sequence(Tag.CHANNEL_DEFINITION_SEQUENCE, channels)
        .integers(Tag.WAVEFORM_BITS_ALLOCATED, 16)
        .string(Tag.WAVEFORM_SAMPLE_INTERPRETATION, "SS")
        .bytes(Tag.WAVEFORM_PADDING_VALUE, Vr.OW, new byte[] {0, (byte) 0x80})
        .bytes(Tag.WAVEFORM_DATA, Vr.OW, samples.array());
  }

  private static Optional<WaveformGroup> longest(DicomDataset... groups) {
    return WaveformGroup.all(DicomDataset.builder().sequence(Tag.WAVEFORM_SEQUENCE, groups).build())
        .stream()
        .findFirst();
  }

  @Test
  void samplesBecomeMicrovoltsByGainCorrectionBaselineAndUnit() throws Exception {
    var found =
        longest(
                group(channel("Lead aVR", "uV", 1.25), channel("Lead I (Einthoven)", "mV", 0.5))
                    .build())
            .orElseThrow();
    assertThat(found.leads()).containsExactly("aVR", "I");
    var signal = found.ecg(10).orElseThrow();
    assertThat(signal.leads()).containsExactly("I", "aVR");
    assertThat(signal.microvolts("aVR").orElseThrow()).containsExactly(3.5f, 8.5f, 13.5f);
    assertThat(signal.microvolts("I").orElseThrow()).containsExactly(-1000f, Float.NaN, 7000f);
    assertThat(found.ecg(0.002).orElseThrow().sampleCount()).isEqualTo(1);
  }

  @Test
  void channelsThatAreNoVoltageOrNoLeadAreLeftOut() throws Exception {
    assertThat(
            longest(group(channel("Arterial pressure", "mm[Hg]", 1), channel("II", "", 1)).build())
                .orElseThrow()
                .ecg(10))
        .isEmpty();
  }

  @Test
  void theLongestOriginalGroupIsTaken() {
    var shorter = group().integers(Tag.NUMBER_OF_WAVEFORM_SAMPLES, 2).build();
    var derived =
        group()
            .string(Tag.WAVEFORM_ORIGINALITY, "DERIVED")
            .integers(Tag.NUMBER_OF_WAVEFORM_SAMPLES, 3000)
            .build();
    assertThat(longest(derived, shorter, group().build()).orElseThrow().number()).isEqualTo(3);
    assertThat(longest(group().decimals(Tag.SAMPLING_FREQUENCY, 1e-9).build())).isEmpty();
    assertThat(longest(group().integers(Tag.NUMBER_OF_WAVEFORM_CHANNELS, 0).build())).isEmpty();
  }

  @Test
  void fewerSamplesThanClaimedGiveNoSignal() throws Exception {
    var lying = group(channel("I", "uV", 1)).integers(Tag.NUMBER_OF_WAVEFORM_SAMPLES, 4).build();
    assertThat(longest(lying).orElseThrow().ecg(10)).isEmpty();
  }

  @Test
  void theRealEcgHasItsHeartRateAndItsFirstSamples() throws Exception {
    var dataset =
        DicomReader.standard()
            .readHeader(SharedFiles.path("ecg/dicom/marcodebe/sample_files/anonymous_ecg.dcm"))
            .dataset();
    var signal = WaveformGroup.all(dataset).getFirst().ecg(600).orElseThrow();
    assertThat(signal.leadCount()).isEqualTo(12);
    assertThat(signal.durationSeconds()).isEqualTo(10);
    float[] i = signal.microvolts("I").orElseThrow();
    float[] ii = signal.microvolts("II").orElseThrow();
    float[] iii = signal.microvolts("III").orElseThrow();
    for (int sample = 0; sample < i.length; sample += 100) {
      assertThat(ii[sample] - i[sample])
          .as("Einthoven: II - I = III, within the rounding of three samples")
          .isCloseTo(iii[sample], within(4f));
    }
  }
}
