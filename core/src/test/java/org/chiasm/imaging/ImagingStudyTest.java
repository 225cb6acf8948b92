package org.chiasm.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chiasm.imaging.SeriesFixture.ct;

import java.util.List;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.FactStatus;
import org.junit.jupiter.api.Test;

class ImagingStudyTest {
  private static ClinicalEvent later(ClinicalEvent event, FactStatus status) {
    return new ClinicalEvent(
        event.key(),
        event.kind(),
        event.code(),
        event.effective(),
        AvailableTime.stated(event.available().instant().plusSeconds(3600)),
        event.boundary(),
        event.value(),
        status,
        event.origin());
  }

  @Test
  void anInstanceSentTwiceCountsOnceInItsLatestVersion() {
    var events = ct("1.1").slices(3, 5).events();
    var amended = later(events.getFirst(), FactStatus.AMENDED);
    events.add(amended);
    var series = ImagingStudy.of(events).getFirst().series().getFirst();
    assertThat(series.instances()).hasSize(3);
    assertThat(series.events()).contains(amended);
    assertThat(series.available()).isEqualTo(amended.available());
  }

  @Test
  void anInstanceEnteredInErrorIsLeftOut() {
    var events = ct("1.1").slices(3, 5).events();
    events.add(later(events.getFirst(), FactStatus.ENTERED_IN_ERROR));
    assertThat(ImagingStudy.of(events).getFirst().series().getFirst().instances()).hasSize(2);
  }

  @Test
  void aSeriesTakesOnlyItsOwnInstances() {
    var mixed = List.of(ct("1.1").events().getFirst(), ct("1.2").events().getFirst());
    assertThatThrownBy(() -> ImagingSeries.of(mixed)).hasMessageContaining("1.2");
  }

  @Test
  void theCommonAttributeIsTheOneMostInstancesHave() {
    var events = ct("1.1", "SeriesDescription=Lunge").slices(2, 5).events();
    events.addAll(ct("1.1").slices(12, 5).events().subList(2, 12));
    assertThat(ImagingSeries.of(events).attribute("SeriesDescription")).isEqualTo("Lunge");
    assertThat(ImagingSeries.of(events).attribute("ProtocolName")).isEmpty();
  }
}
