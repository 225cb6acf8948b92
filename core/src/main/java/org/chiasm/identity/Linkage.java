package org.chiasm.identity;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chiasm.DataIssue;
import org.chiasm.Origin;
import org.chiasm.PatientIdentifier;
import org.chiasm.SubjectId;
import org.chiasm.identity.IdentityResolver.Statement;

/** One run of the decision: quarantine what contradicts, join the rest, number the subjects. */
final class Linkage {
  private final Map<Statement, Origin> statements;
  private final SortedMap<PatientIdentifier, SortedMap<DemographicProfile, Origin>> profiles =
      new TreeMap<>();
  private final NavigableSet<PatientIdentifier> quarantined = new TreeSet<>();
  private final List<DataIssue> issues = new ArrayList<>();

  Linkage(Map<Statement, Origin> statements, Set<PatientIdentifier> mentioned) {
    this.statements = statements;
    mentioned.forEach(identifier -> profiles.put(identifier, new TreeMap<>()));
    statements.forEach(
        (statement, origin) ->
            statement
                .identifiers()
                .forEach(
                    identifier ->
                        profiles
                            .computeIfAbsent(identifier, _ -> new TreeMap<>())
                            .merge(
                                statement.profile(),
                                origin,
                                (one, other) -> one.compareTo(other) <= 0 ? one : other)));
  }

  IdentityResolution resolve() {
    profiles.forEach(
        (identifier, seen) ->
            firstConflict(seen.keySet())
                .ifPresent(conflict -> quarantine(identifier, conflict, "is registered with")));
    var components = components();
    boolean contradicted = false;
    for (var component : components) {
      var seen = new TreeSet<DemographicProfile>();
      component.forEach(member -> seen.addAll(profilesOf(member).keySet()));
      var conflict = firstConflict(seen);
      if (conflict.isPresent()) {
        contradicted = true;
        component.stream()
            .filter(member -> profilesOf(member).size() > 1)
            .forEach(member -> quarantine(member, conflict.get(), "would join persons with"));
      }
    }
    return number(contradicted ? components() : components);
  }

  private SortedMap<DemographicProfile, Origin> profilesOf(PatientIdentifier identifier) {
    return profiles.getOrDefault(identifier, new TreeMap<>());
  }

  private record Conflict(
      DemographicProfile one, DemographicProfile other, Set<DemographicField> fields) {}

  private static Optional<Conflict> firstConflict(Collection<DemographicProfile> seen) {
    var all = List.copyOf(seen);
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        var fields = all.get(i).conflictsWith(all.get(j));
        if (!fields.isEmpty()) {
          return Optional.of(new Conflict(all.get(i), all.get(j), fields));
        }
      }
    }
    return Optional.empty();
  }

  private void quarantine(PatientIdentifier identifier, Conflict conflict, String what) {
    quarantined.add(identifier);
    var seen = profilesOf(identifier);
    var position = origin(seen, conflict.one(), seen.firstKey());
    var further = origin(seen, conflict.other(), seen.lastKey());
    String fields =
        conflict.fields().stream().map(DemographicField::words).collect(Collectors.joining(", "));
    issues.add(
        new DataIssue(
            DataIssue.Kind.IDENTITY_CONFLICT,
            position.feed(),
            position.reference(),
            "An identifier of authority "
                + identifier.authority()
                + " "
                + what
                + " different "
                + fields
                + ", also in "
                + further.feed()
                + ":"
                + further.reference()
                + "; it is quarantined and links nothing"));
  }

  private static Origin origin(
      SortedMap<DemographicProfile, Origin> seen,
      DemographicProfile wished,
      DemographicProfile otherwise) {
    var origin = seen.get(wished);
    return origin != null ? origin : requireNonNull(seen.get(otherwise));
  }

  private List<NavigableSet<PatientIdentifier>> components() {
    var sets = new DisjointSets<PatientIdentifier>();
    profiles.keySet().stream().filter(each -> !quarantined.contains(each)).forEach(sets::add);
    for (var statement : statements.keySet()) {
      var sound =
          statement.identifiers().stream().filter(each -> !quarantined.contains(each)).toList();
      sound.forEach(each -> sets.union(sound.getFirst(), each));
    }
    return sets.sets();
  }

  private IdentityResolution number(List<NavigableSet<PatientIdentifier>> components) {
    var numbering = new SubjectNumbering();
    var links = new TreeMap<PatientIdentifier, SubjectLink>();
    var later = new ArrayList<NavigableSet<PatientIdentifier>>();
    for (var component : components) {
      var wished =
          component.stream()
              .map(SubjectNumbering::medsNumber)
              .filter(OptionalLong::isPresent)
              .findFirst();
      if (wished.isPresent()) {
        link(component, numbering.number(wished.get(), component.getFirst()), links);
      } else {
        later.add(component);
      }
    }
    later.forEach(
        component ->
            link(component, numbering.number(OptionalLong.empty(), component.getFirst()), links));
    var candidates = new HashMap<PatientIdentifier, Set<SubjectId>>();
    for (var statement : statements.keySet()) {
      var subjects = new TreeSet<SubjectId>();
      for (var identifier : statement.identifiers()) {
        if (links.get(identifier) instanceof SubjectLink.Linked(var subject)) {
          subjects.add(subject);
        }
      }
      statement.identifiers().stream()
          .filter(quarantined::contains)
          .forEach(each -> candidates.computeIfAbsent(each, _ -> new HashSet<>()).addAll(subjects));
    }
    quarantined.forEach(
        each ->
            links.put(
                each, SubjectLink.Quarantined.among(candidates.getOrDefault(each, Set.of()))));
    issues.sort(null);
    return new IdentityResolution(links, components.size(), issues);
  }

  private static void link(
      NavigableSet<PatientIdentifier> component,
      SubjectId subject,
      SortedMap<PatientIdentifier, SubjectLink> links) {
    component.forEach(identifier -> links.put(identifier, new SubjectLink.Linked(subject)));
  }
}
