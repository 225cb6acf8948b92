package org.chiasm.connect.fhir;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.chiasm.AvailableTime;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.FactKind;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.chiasm.study.SiteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Both clocks of one fact.
 *
 * @param effective when it was true
 * @param available when it could be known
 */
record Clocks(EffectiveTime effective, AvailableTime available) {

  /**
   * The clocks of a fact whose resource may say when it became known. A stated time that leaves a
   * stretch open (a date) counts from its end. Without one, the site's assumed lag is added to the
   * end of the effective time.
   *
   * @param kind decides the assumed lag
   * @param effective when it was true
   * @param stated when it was issued or recorded; null where the resource does not say
   * @param missing the element that would have said, for the message
   * @throws SetAsideException if the available time is unknown or lies before the effective time
   */
  static Clocks of(
      SiteDefinition site,
      FactKind kind,
      FhirTime effective,
      @Nullable FhirTime stated,
      String missing)
      throws SetAsideException {
    if (stated == null) {
      var lag = site.assumedLag(kind).orElseThrow(() -> unknown(kind, missing));
      return assumed(effective, lag);
    }
    Instant known = stated.latest();
    if (known.isBefore(effective.start())) {
      if (!stated.end().isAfter(effective.start())) {
        throw new SetAsideException(
            DataIssue.Kind.IMPLAUSIBLE_TIME, missing + " lies before the effective time");
      }
      known = effective.start();
    }
    return new Clocks(EffectiveTime.at(effective.start()), AvailableTime.stated(known));
  }

  /** The clocks of a fact that is taken to be known a lag after its effective time is over. */
  static Clocks assumed(FhirTime effective, Duration lag) {
    return new Clocks(
        EffectiveTime.at(effective.start()), AvailableTime.assumed(effective.latest().plus(lag)));
  }

  /** These clocks for a version that was not there before {@code stored}. */
  Clocks notBefore(Instant stored) {
    return stored.isAfter(available.instant())
        ? new Clocks(effective, AvailableTime.stated(stored))
        : this;
  }

  /** Reads a Period. */
  static FhirTime.Period period(ResourceContext context, Element period) throws SetAsideException {
    return new FhirTime.Period(
        context.effective(period, "start"), context.effective(period, "end"));
  }

  /**
   * When the resource was true.
   *
   * @param choice the choice element, {@code effective} or {@code performed}
   * @throws SetAsideException if it does not say
   */
  static FhirTime effective(ResourceContext context, String choice) throws SetAsideException {
    var resource = context.resource();
    String child = resource.choice(choice).orElse(choice);
    var time =
        switch (child.substring(choice.length())) {
          case "DateTime", "Instant" -> context.effective(resource, child);
          case "Period" -> period(context, resource.elementOrEmpty(child)).whole();
          case "Timing" -> timing(context, resource.elementOrEmpty(child));
          default -> null;
        };
    if (time == null) {
      throw new SetAsideException(
          DataIssue.Kind.NO_EFFECTIVE_TIME,
          "No " + choice + "[x] says when it was true; the time of issue is not taken for it");
    }
    return time;
  }

  private static @Nullable FhirTime timing(ResourceContext context, Element timing)
      throws SetAsideException {
    FhirTime first = null;
    for (var text : timing.strings("event")) {
      var time =
          FhirTime.parse(
              text,
              "event",
              context.feed().site().timeZone().orElse(null),
              DataIssue.Kind.NO_EFFECTIVE_TIME);
      if (first == null || time.start().isBefore(first.start())) {
        first = time;
      }
    }
    return first != null
        ? first
        : period(context, timing.elementOrEmpty("repeat").elementOrEmpty("boundsPeriod")).whole();
  }

  private static SetAsideException unknown(FactKind kind, String missing) {
    var name = kind.name().toLowerCase(Locale.ROOT);
    return new SetAsideException(
        DataIssue.Kind.NO_AVAILABLE_TIME,
        "No "
            + missing
            + ", and the site assumes no lag for this kind: add `assume_lag: {"
            + name
            + ": 0h}` (or yours) to the site file");
  }
}
