package org.chiasm.connect.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chiasm.AssigningAuthority;
import org.chiasm.DataIssue;
import org.chiasm.PatientIdentifier;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.chiasm.study.SiteDefinition;

/**
 * What the references of one Bundle mean (FHIR R4 Reference, Bundle.entry.fullUrl): under which
 * {@code Type/id} its entries are known, and by which identifier a resource names its patient: the
 * id of the Patient resource, which holds within the feed only, or a business identifier.
 *
 * <p>Bounded: in a Bundle with more patients and places than the limit those beyond it stay
 * unresolved.
 */
final class References {
  private static final int MAX_ENTRIES = 1_000_000;
  private static final String UUID = "urn:uuid:";
  private static final Set<String> REFERRED_TO =
      Set.of("Patient", "Group", "Location", "Medication");

  private static final String HISTORY = "/_history/";
  private static final String CONDITIONAL = "Patient?identifier=";

  private final Map<String, String> referenceByFullUrl = new HashMap<>();

  /** An index of nothing, for resources that stand alone. */
  static References empty() {
    return new References();
  }

  void add(String fullUrl, Element resource) throws SetAsideException {
    var type = resource.string("resourceType");
    if (!fullUrl.isEmpty()
        && REFERRED_TO.contains(type)
        && referenceByFullUrl.size() < MAX_ENTRIES) {
      var id = idOf(resource, fullUrl);
      if (!id.isEmpty()) {
        referenceByFullUrl.put(fullUrl, type + "/" + id);
      }
    }
  }

  /** The reference as {@code Type/id} if it names an entry, else as it is. */
  String resolve(String reference) {
    return referenceByFullUrl.getOrDefault(reference, reference);
  }

  /** The id of a resource: its own, or that of the UUID it is entered under; empty without one. */
  static String idOf(Element resource, String fullUrl) throws SetAsideException {
    var id = resource.string("id");
    return id.isEmpty() && fullUrl.startsWith(UUID) ? fullUrl.substring(UUID.length()) : id;
  }

  /** Whoever gives out the ids of Patient resources in a feed: the feed itself. */
  static AssigningAuthority feedAuthority(String feed) {
    return new AssigningAuthority("urn:chiasm:feed:" + feed + ":Patient");
  }

  /** The authority an {@code Identifier.system} stands for. */
  static AssigningAuthority authority(String system, SiteDefinition site) {
    return site.authority(system).orElseGet(() -> new AssigningAuthority(system));
  }

  /**
   * The identifier a reference names a patient by.
   *
   * @throws SetAsideException if it names none, or a group
   */
  PatientIdentifier patient(Element reference, ResourceContext.Feed feed) throws SetAsideException {
    var text = reference.string("reference");
    var local = typeAndId(resolve(text));
    if (local.startsWith("Patient/") && !local.substring("Patient/".length()).isBlank()) {
      return new PatientIdentifier(
          feedAuthority(feed.feed()), local.substring("Patient/".length()));
    }
    var logical =
        identifier(reference.elementOrEmpty("identifier"), feed.site())
            .or(() -> conditional(text, feed.site()));
    return logical.orElseThrow(
        () ->
            new SetAsideException(
                DataIssue.Kind.NO_PATIENT,
                text.isEmpty()
                    ? "Names no patient"
                    : local.isEmpty()
                        ? "Refers to its patient in a way that cannot be resolved in this feed"
                        : "Refers to something other than a Patient"));
  }

  /** An identifier with system and value; nothing if either is missing. */
  static Optional<PatientIdentifier> identifier(Element identifier, SiteDefinition site)
      throws SetAsideException {
    var system = identifier.string("system");
    var value = identifier.string("value");
    return system.isEmpty() || value.isEmpty()
        ? Optional.empty()
        : Optional.of(new PatientIdentifier(authority(system, site), value));
  }

  /** {@code Type/id} of a relative, absolute or versioned reference; empty for any other. */
  static String typeAndId(String reference) {
    int history = reference.indexOf(HISTORY);
    var unversioned = history < 0 ? reference : reference.substring(0, history);
    int cut = unversioned.lastIndexOf('/');
    if (cut <= 0 || cut == unversioned.length() - 1 || unversioned.indexOf('?') >= 0) {
      return "";
    }
    int start = unversioned.lastIndexOf('/', cut - 1) + 1;
    char initial = unversioned.charAt(start);
    return initial >= 'A' && initial <= 'Z' ? unversioned.substring(start) : "";
  }

  private static Optional<PatientIdentifier> conditional(String reference, SiteDefinition site) {
    int from = reference.indexOf(CONDITIONAL);
    if (from < 0 || reference.indexOf('&') >= 0) {
      return Optional.empty();
    }
    var token = decoded(reference.substring(from + CONDITIONAL.length()));
    int bar = token.indexOf('|');
    return bar < 0 || token.substring(0, bar).isBlank() || token.substring(bar + 1).isBlank()
        ? Optional.empty()
        : Optional.of(
            new PatientIdentifier(
                authority(token.substring(0, bar), site), token.substring(bar + 1)));
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
