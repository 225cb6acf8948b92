package org.chiasm.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chiasm.imaging.SeriesFixture.ct;

import java.util.ArrayList;
import java.util.TreeMap;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue.ImageInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackGeometryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1,0,0,0,1,0; AXIAL",
        "-1,0,0,0,-1,0; AXIAL",
        "1,0,0,0,0,-1; CORONAL",
        "0,1,0,0,0,-1; SAGITTAL",
        "1,0,0,0,0.948,-0.317; AXIAL",
        "1,0,0,0,0.866,0.5; AXIAL",
        "1,0,0,0,0.707,0.707; OBLIQUE",
        "0,0,0,0,0,0; UNKNOWN",
        "1,0,0,1,0,0; UNKNOWN",
      })
  void thePlaneComesFromTheOrientation(String orientation, String plane) {
    double[] cosines =
        java.util.Arrays.stream(orientation.split(",", -1))
            .mapToDouble(Double::parseDouble)
            .toArray();
    var geometry = ct("1.1").oriented(cosines).series().geometry();
    assertThat(geometry.plane()).isEqualTo(ImagePlane.valueOf(plane));
  }

  @Test
  void aRegularStackHasNoDefects() {
    var geometry = ct("1.1").slices(30, 5).series().geometry();
    assertThat(geometry.defects()).isEmpty();
    assertThat(geometry.spacing()).hasValue(5);
    assertThat(geometry.coverage()).isCloseTo(150, within(1e-9));
    assertThat(geometry.positions()).isEqualTo(30);
  }

  @Test
  void slicesAscendTowardsTheHeadHoweverTheyAreNumberedOrTurned() {
    var events = ct("1.1").oriented(1, 0, 0, 0, -1, 0).slices(4, 2).events();
    var slices = ImagingSeries.of(events.reversed()).geometry().slices();
    assertThat(slices)
        .extracting(each -> Integer.parseInt(each.attribute("InstanceNumber")))
        .containsExactly(4, 3, 2, 1);
  }

  @Test
  void overlapAndInterspacingAreTold() {
    assertThat(ct("1.1", "SliceThickness=5").slices(10, 2.5).series().geometry().overlaps())
        .isTrue();
    var spaced = ct("1.1", "SliceThickness=1").slices(10, 10).series().geometry();
    assertThat(spaced.isInterspaced()).isTrue();
    assertThat(spaced.defects())
        .containsExactly("slices of 1 mm every 10 mm, tissue between them unseen");
  }

  @Test
  void missingAndDoubledSlicesAreCounted() {
    var events = ct("1.1").slices(30, 5).events();
    events.remove(20);
    events.remove(20);
    events.remove(7);
    var twin = (ImageInstance) events.get(3).value();
    events.add(SeriesFixture.event("1.1", "1.1.99", new TreeMap<>(twin.attributes())));
    var geometry = ImagingSeries.of(events).geometry();
    assertThat(geometry.missingSlices()).isEqualTo(3);
    assertThat(geometry.duplicates()).isEqualTo(1);
    assertThat(geometry.positions()).isEqualTo(27);
  }

  @Test
  void aTiltedGantryIsTold() {
    var events = new ArrayList<ClinicalEvent>();
    for (int i = 0; i < 10; i++) {
      var attributes = new TreeMap<String, String>();
      attributes.put("ImageOrientationPatient", "1\\0\\0\\0\\0.948324\\-0.317305");
      attributes.put("ImagePositionPatient", "0\\0\\" + 5 * i);
      attributes.put("SliceThickness", "5");
      events.add(SeriesFixture.event("1.1", "1.1." + i, attributes));
    }
    var geometry = ImagingSeries.of(events).geometry();
    assertThat(geometry.plane()).isEqualTo(ImagePlane.AXIAL);
    assertThat(geometry.tiltDegrees()).isCloseTo(18.5, within(0.01));
    assertThat(geometry.leanDegrees()).isCloseTo(18.5, within(0.01));
    assertThat(geometry.spacing().orElseThrow()).isCloseTo(5 * 0.948324, within(1e-4));
  }

  @Test
  void mixedThicknessIsNoGap() {
    var events = new ArrayList<ClinicalEvent>();
    double place = 0;
    for (int i = 0; i < 20; i++) {
      double thickness = i < 10 ? 4 : 7;
      place += i == 10 ? 5.5 : thickness;
      var attributes = new TreeMap<String, String>();
      attributes.put("ImageOrientationPatient", "1\\0\\0\\0\\1\\0");
      attributes.put("ImagePositionPatient", "0\\0\\" + place);
      attributes.put("SliceThickness", Double.toString(thickness));
      events.add(SeriesFixture.event("1.1", "1.1." + i, attributes));
    }
    var geometry = ImagingSeries.of(events).geometry();
    assertThat(geometry.missingSlices()).isZero();
    assertThat(geometry.defects()).containsExactly("slices of different thickness, 4 to 7 mm");
  }

  @Test
  void aMultiFrameInstanceCountsWithEveryFrame() {
    var attributes = new TreeMap<String, String>();
    attributes.put("ImageOrientationPatient", "1\\0\\0\\0\\1\\0");
    attributes.put("ImagePositionPatient", "0\\0\\0\\0\\0\\2\\0\\0\\4");
    attributes.put("SliceThickness", "2");
    var geometry =
        ImagingSeries.of(java.util.List.of(SeriesFixture.event("1.1", "1.1.1", attributes)))
            .geometry();
    assertThat(geometry.positions()).isEqualTo(3);
    assertThat(geometry.coverage()).isEqualTo(6);
    assertThat(geometry.slices()).hasSize(1);
  }

  @Test
  void withoutPositionsTheOrderIsByNumberAndThePlaneUnknown() {
    var geometry = ct("1.1").oriented().series().geometry();
    assertThat(geometry.plane()).isEqualTo(ImagePlane.UNKNOWN);
    assertThat(geometry.slices())
        .extracting(each -> each.attribute("InstanceNumber"))
        .startsWith("1", "2", "3");
  }

  @Test
  void strayOrientationsAreNotPartOfTheStack() {
    var events = ct("1.1").slices(20, 5).events();
    events.addAll(ct("1.1").oriented(0, 1, 0, 0, 0, -1).slices(22, 5).events().subList(20, 22));
    var geometry = ImagingSeries.of(events).geometry();
    assertThat(geometry.plane()).isEqualTo(ImagePlane.AXIAL);
    assertThat(geometry.strays()).isEqualTo(2);
    assertThat(geometry.slices()).hasSize(20);
  }

  @Test
  void numbersThatAreNoneAreNoPositions() {
    var geometry = ct("1.1", "SliceThickness=thin").series().geometry();
    assertThat(geometry.minThickness()).isEmpty();
    assertThat(geometry.plane()).isEqualTo(ImagePlane.AXIAL);
  }
}
