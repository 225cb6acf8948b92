package org.chiasm.lab.site;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.Quantity;
import org.chiasm.SubjectId;
import org.chiasm.lab.LabCurator;
import org.chiasm.lab.LabReading;
import org.chiasm.study.CodeSet;
import org.chiasm.study.Concept;
import org.chiasm.study.PlausibleRange;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * Gathers a {@link SiteProfile} from facts, in any order.
 *
 * <p>Numbers are converted to the concept's unit as they are stated and kept before any plausible
 * range or evidence of the site is applied, because what is to be found out is whether they are
 * wrong; numbers without a unit are only counted. Memory does not grow with the number of facts,
 * but for the identifiers of subjects. Not safe for use by many threads.
 */
public final class SiteProfiler {
  private static final PlausibleRange ANY = new PlausibleRange(-1e300, 1e300);
  private static final int UNITS_MAX = 50;

  private final String site;
  private final ZoneId zone;
  private final LabCurator curator;
  private final SiteDefinition definition;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final Set<SubjectId> subjects = new HashSet<>();

  /** A profiler of a study's measurement concepts at a site. */
  public SiteProfiler(StudyDefinition study, SiteDefinition site) {
    this.site = site.name();
    this.zone = site.timeZone().orElse(ZoneOffset.UTC);
    this.definition = site;
    this.curator = new LabCurator(site.withDistributions(Map.of()));
    study
        .concepts()
        .forEach(
            (name, concept) -> {
              if (concept instanceof Concept.Measurement measurement) {
                tallies.put(name, new Tally(measurement));
              }
            });
  }

  /** Looks at all facts of a subject. */
  public void add(SubjectId subject, List<ClinicalEvent> events) {
    subjects.add(subject);
    for (var event : events) {
      var code = standard(event.code());
      for (var tally : tallies.values()) {
        if (tally.codes.matches(code)) {
          tally.add(subject, event);
        }
      }
    }
    tallies.values().forEach(Tally::endOfSubject);
  }

  /** What was seen so far. */
  public SiteProfile profile() {
    var concepts = new LinkedHashMap<String, ConceptProfile>();
    tallies.forEach((name, tally) -> concepts.put(name, tally.profile()));
    return new SiteProfile(site, subjects.size(), concepts);
  }

  private EventCode standard(EventCode code) {
    var all = new ArrayList<Code>(code.translations());
    code.all().flatMap(each -> definition.standardCode(each).stream()).forEach(all::add);
    return new EventCode(code.primary(), all, code.text());
  }

  private final class Tally {
    private final Concept.Measurement concept;
    private final Concept.Measurement unbounded;
    private final CodeSet codes;
    private final ValueSample values = new ValueSample();
    private final ValueSample lags = new ValueSample();
    private final UnitSpikes spikes = new UnitSpikes();
    private final List<UnitSpikes.At> own = new ArrayList<>();
    private final Set<SubjectId> withValue = new HashSet<>();
    private final Map<String, Long> units = new TreeMap<>();
    private final long[] hours = new long[24];
    private long facts;
    private long withoutUnit;
    private long unreadable;
    private long assumed;

    Tally(Concept.Measurement concept) {
      this.concept = concept;
      this.unbounded =
          new Concept.Measurement(concept.name(), concept.codes(), concept.unit(), ANY);
      this.codes = new CodeSet(concept.codes());
    }

    void add(SubjectId subject, ClinicalEvent event) {
      facts++;
      String origin = event.origin() + event.key();
      if (event.value() instanceof Quantity quantity) {
        if (units.containsKey(quantity.unit()) || units.size() < UNITS_MAX) {
          units.merge(quantity.unit(), 1L, Long::sum);
        }
        withoutUnit += quantity.unit().isEmpty() ? 1 : 0;
      }
      switch (curator.read(event.value(), event.code(), unbounded)) {
        case LabReading.Usable(double value, var flags) -> {
          if (!flags.contains(LabReading.Flag.INFERRED_UNIT)) {
            values.add(origin, value);
            if (event.effective() instanceof EffectiveTime.At(var at)
                && !flags.contains(LabReading.Flag.CENSORED)) {
              own.add(new UnitSpikes.At(at, value));
            }
          }
          withValue.add(subject);
        }
        case LabReading.Unusable _ ->
            unreadable += event.value() instanceof EventValue.Absent ? 0 : 1;
      }
      if (event.effective() instanceof EffectiveTime.At(var at)) {
        hours[at.atZone(zone).getHour()]++;
        if (event.available().basis() == AvailableTime.Basis.STATED) {
          lags.add(origin, Duration.between(at, event.available().instant()).toSeconds() / 60.0);
        } else {
          assumed++;
        }
      }
    }

    void endOfSubject() {
      spikes.add(own);
      own.clear();
    }

    ConceptProfile profile() {
      var counts = new ArrayList<Long>();
      for (long count : hours) {
        counts.add(count);
      }
      return new ConceptProfile(
          concept.name(),
          concept.unit(),
          facts,
          withValue.size(),
          withoutUnit,
          unreadable,
          units,
          values.distribution(concept.unit()),
          lags.distribution("min").map(each -> each.quantile(0.5)),
          assumed,
          counts,
          spikes.strongest(UnitHypotheses.of(concept)));
    }
  }
}
