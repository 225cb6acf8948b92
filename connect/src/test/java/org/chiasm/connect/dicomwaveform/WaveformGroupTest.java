package org.chiasm.connect.dicomwaveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
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

  private static DicomDataset coded(String sort, int... stored) {
    var data = new byte[stored.length];
    for (int i = 0; i < stored.length; i++) {
      data[i] = (byte) stored[i];
    }
    return group(channel("I", "uV", 0.5).toBuilder().decimals(Tag.CHANNEL_BASELINE, 0).build())
        .integers(Tag.NUMBER_OF_WAVEFORM_CHANNELS, 1)
        .integers(Tag.NUMBER_OF_WAVEFORM_SAMPLES, stored.length)
        .integers(Tag.WAVEFORM_BITS_ALLOCATED, 8)
        .string(Tag.WAVEFORM_SAMPLE_INTERPRETATION, sort)
        .remove(Tag.WAVEFORM_PADDING_VALUE)
        .bytes(Tag.WAVEFORM_DATA, Vr.OB, data)
        .build();
  }

  private static float[] decoded(String sort, int... stored) throws Exception {
    return longest(coded(sort, stored)).orElseThrow().ecg(10).orElseThrow().microvolts(0);
  }

  private static int[] allBytes() {
    return IntStream.range(0, 256).toArray();
  }

  /** Decision and quantisation values of ITU-T G.711, tables 2a and 2b: ends of every segment. */
  @Test
  void muLawSamplesAreThoseOfTheTablesOfG711() throws Exception {
    assertThat(decoded("MB", 0x80, 0x8f, 0x9f, 0xaf, 0xbf, 0xcf, 0xdf, 0xef, 0xfe, 0xff))
        .containsExactly(8031, 4191, 2079, 1023, 495, 231, 99, 33, 2, 0);
    assertThat(decoded("MB", 0x00, 0x0f, 0x1f, 0x2f, 0x3f, 0x4f, 0x5f, 0x6f, 0x7e, 0x7f))
        .containsExactly(-8031, -4191, -2079, -1023, -495, -231, -99, -33, -2, 0);
  }

  /** ITU-T G.711, tables 1a and 1b, with the even bits inverted as they are transmitted. */
  @Test
  void aLawSamplesAreThoseOfTheTablesOfG711() throws Exception {
    int[] values = {0xff, 0xf0, 0xef, 0xe0, 0xd0, 0xc0, 0xb0, 0xa0, 0x90, 0x80};
    int[] transmitted = Arrays.stream(values).map(value -> value ^ 0x55).toArray();
    assertThat(decoded("AB", transmitted))
        .containsExactly(4032, 2112, 2016, 1056, 528, 264, 132, 66, 33, 1);
    int[] negative = Arrays.stream(transmitted).map(value -> value ^ 0x80).toArray();
    assertThat(decoded("AB", negative))
        .containsExactly(-4032, -2112, -2016, -1056, -528, -264, -132, -66, -33, -1);
  }

  /** The slow way: of all bytes the one whose value lies nearest is what a coder would send. */
  @Test
  void companderValuesRiseWithoutGapAndSymmetrically() throws Exception {
    for (String sort : new String[] {"MB", "AB"}) {
      var values = decoded(sort, allBytes());
      var positive = new TreeSet<Float>();
      for (float value : values) {
        positive.add(Math.abs(value));
      }
      assertThat(positive).as(sort).hasSize(128);
      float before = -1;
      float step = 1;
      for (float value : positive) {
        assertThat(value - before).as(sort).isBetween(step / 2, 2 * step + 1);
        step = before < 0 ? 2 : Math.max(step, value - before);
        before = value;
      }
      for (int stored = 0; stored < 128; stored++) {
        assertThat(values[stored]).as(sort).isEqualTo(-values[stored + 128]);
      }
    }
  }

  @Test
  void eightBitSamplesWithoutALawAreWhatTheySay() throws Exception {
    assertThat(decoded("SB", 0x7f, 0x80, 0xff)).containsExactly(127, -128, -1);
    assertThat(decoded("UB", 0x7f, 0x80, 0xff)).containsExactly(127, 128, 255);
  }

  private static float[] skewed(int tag, double skew) throws Exception {
    var late = channel("I", "uV", 0.5).toBuilder().decimals(tag, skew).build();
    return longest(group(channel("II", "uV", 0.5), late).build())
        .orElseThrow()
        .ecg(10)
        .orElseThrow()
        .microvolts("I")
        .orElseThrow();
  }

  /** PS3.3 C.10.9: by how much a channel's first sample is later than the group's start. */
  @Test
  void aChannelThatBeganLaterIsMovedToItsOwnTimes() throws Exception {
    float none = Float.NaN;
    assertThat(skewed(Tag.CHANNEL_SAMPLE_SKEW, 0)).containsExactly(-1, none, 7);
    assertThat(skewed(Tag.CHANNEL_SAMPLE_SKEW, 1)).containsExactly(none, -1, none);
    assertThat(skewed(Tag.CHANNEL_SAMPLE_SKEW, -1)).containsExactly(none, 7, none);
    assertThat(skewed(Tag.CHANNEL_SAMPLE_SKEW, -2)).containsExactly(7, none, none);
    assertThat(skewed(Tag.CHANNEL_SAMPLE_SKEW, 1e9)).containsExactly(none, none, none);
    assertThat(skewed(Tag.CHANNEL_TIME_SKEW, 0.002)).containsExactly(none, -1, none);
    assertThat(skewed(Tag.CHANNEL_TIME_SKEW, -0.004)).containsExactly(7, none, none);
    assertThat(skewed(Tag.CHANNEL_TIME_SKEW, 0.0009))
        .as("less than half of a sample")
        .containsExactly(-1, none, 7);
  }

  @Test
  void leadsWhoseSamplesCannotBeReadArePoor() throws Exception {
    var lying = group(channel("I", "uV", 1)).integers(Tag.NUMBER_OF_WAVEFORM_SAMPLES, 4).build();
    var instance = DicomDataset.builder().sequence(Tag.WAVEFORM_SEQUENCE, lying).build();
    var ecg = WaveformEcg.of(instance, 10).orElseThrow();
    assertThat(ecg.signal()).isEmpty();
    assertThat(WaveformValue.of(ecg, "2.25.1", new TreeMap<>()).attributes())
        .containsEntry("quality", "poor")
        .containsEntry("quality_reasons", "SAMPLES_UNREADABLE");
  }

  @Test
  void aGroupThatCannotBeReadGivesWayToOneThatCan() throws Exception {
    var lying = group(channel("I", "uV", 1)).integers(Tag.NUMBER_OF_WAVEFORM_SAMPLES, 4).build();
    var whole = group(channel("I", "uV", 1), channel("II", "uV", 1)).build();
    var instance = DicomDataset.builder().sequence(Tag.WAVEFORM_SEQUENCE, lying, whole).build();
    var ecg = WaveformEcg.of(instance, 10).orElseThrow();
    assertThat(ecg.group().number()).isEqualTo(2);
    assertThat(ecg.signal().orElseThrow().leads()).containsExactly("I", "II");
  }

  @Test
  void damagedGroupsEndInASignalOrInNone() throws Exception {
    var random = new Random(29);
    int none = 0;
    int[] numbers = {
      Tag.NUMBER_OF_WAVEFORM_CHANNELS, Tag.NUMBER_OF_WAVEFORM_SAMPLES, Tag.WAVEFORM_BITS_ALLOCATED
    };
    int[] values = {-1, 0, 1, 2, 3, 8, 16, 32, 255, 65_535, Integer.MAX_VALUE};
    String[] sorts = {"SS", "US", "SB", "UB", "MB", "AB", "SL", "UL", "", "XX"};
    for (int round = 0; round < 600; round++) {
      var damaged = group(channel("I", "uV", 1), channel("II", "mV", 2));
      damaged.integers(numbers[random.nextInt(3)], values[random.nextInt(values.length)]);
      damaged.string(Tag.WAVEFORM_SAMPLE_INTERPRETATION, sorts[random.nextInt(sorts.length)]);
      damaged.decimals(Tag.SAMPLING_FREQUENCY, random.nextInt(5) * 250 - 250);
      damaged.bytes(Tag.WAVEFORM_DATA, Vr.OW, new byte[random.nextInt(20)]);
      var found = longest(damaged.build());
      none += found.isEmpty() || found.get().ecg(10).isEmpty() ? 1 : 0;
    }
    assertThat(none).isBetween(300, 599);
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
