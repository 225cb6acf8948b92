package org.chiasm.imaging.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrSequencesTest {
  private static Map<String, String> attributes(String pairs) {
    var map = new HashMap<String, String>();
    for (String pair : pairs.split(";", -1)) {
      int at = pair.indexOf('=');
      map.put(pair.substring(0, at).strip(), pair.substring(at + 1).strip());
    }
    return map;
  }

  @ParameterizedTest
  @CsvSource({
    "SeriesDescription=t2_tirm_tra_dark-fluid; TE=0, flair",
    "SeriesDescription=T2 FLAIR ax, flair",
    "SeriesDescription=Sag T1 FLAIR, t1",
    "SeriesDescription=t1_mprage_sag_p2_iso, t1",
    "SeriesDescription=Ax T2 FSE, t2",
    "SeriesDescription=PDw_TSE_SPIR, pd",
    "SeriesDescription=t2_stir_cor, stir",
    "SeriesDescription=Ax T2* GRE, t2star",
    "SeriesDescription=SWI_Images, swi",
    "SeriesDescription=Difusão axial, dwi",
    "SeriesDescription=ep2d_diff_3scan_trace_p2; ImageType=DERIVED\\PRIMARY\\DIFFUSION\\TRACEW, dwi",
    "SeriesDescription=ep2d_diff; ImageType=DERIVED\\PRIMARY\\DIFFUSION\\ADC\\ND, adc",
    "SequenceName=*ep_b1000t, dwi",
    "DiffusionBValue=800, dwi",
    "AcquisitionContrast=FLUID_ATTENUATED, flair",
    "SeriesDescription=TOF_3D_multi-slab, angiography",
    "EchoTime=95; RepetitionTime=9000; InversionTime=2500; ScanningSequence=SE\\IR, flair",
    "EchoTime=12; RepetitionTime=500; ScanningSequence=SE, t1",
    "EchoTime=100; RepetitionTime=4000; ScanningSequence=SE, t2",
    "EchoTime=30; RepetitionTime=3000; ScanningSequence=SE, pd",
    "EchoTime=60; RepetitionTime=4500; InversionTime=150; ScanningSequence=SE\\IR, stir",
    "EchoTime=20; RepetitionTime=600; ScanningSequence=GR, t2star",
    "EchoTime=3; RepetitionTime=2000; InversionTime=900; FlipAngle=9; ScanningSequence=GR\\IR, t1",
    "EchoTime=50; RepetitionTime=1200; ScanningSequence=SE, ''",
    "SeriesDescription=localizer, ''"
  })
  void theContrastIsToldByCodesThenWordsThenTiming(String header, String expected) {
    var map = attributes(header);
    var found =
        MrSequences.shipped()
            .of(keyword -> map.getOrDefault(keyword, ""))
            .map(MrSequences.Finding::sequence)
            .orElse("");
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "SeriesDescription=Abd art. Phase 2.0, arterial",
    "SeriesDescription=LATE ARTERIAL, arterial",
    "SeriesDescription=Abdomen portalvenös 5.0, portal_venous",
    "SeriesDescription=Delayed 10 MIN, delayed",
    "SeriesDescription=Abdomen nativ, native",
    "SeriesDescription=NON CONTRAST, native",
    "ContrastBolusStartTime=101500; AcquisitionTime=101530.5, arterial",
    "ContrastBolusStartTime=101500; AcquisitionTime=101612, portal_venous",
    "ContrastBolusStartTime=235950; AcquisitionTime=000320, delayed",
    "ContrastBolusStartTime=101500; AcquisitionTime=101550, ''",
    "ContrastBolusStartTime=xx; AcquisitionTime=101550, ''",
    "SeriesDescription=Thorax 5.0, ''"
  })
  void thePhaseIsToldByWordsThenByTheDelay(String header, String expected) {
    var map = attributes(header);
    var found =
        ContrastPhases.shipped()
            .of(keyword -> map.getOrDefault(keyword, ""))
            .map(ContrastPhases.Finding::phase)
            .orElse("");
    assertThat(found).isEqualTo(expected);
  }
}
