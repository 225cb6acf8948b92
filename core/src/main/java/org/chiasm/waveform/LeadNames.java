package org.chiasm.waveform;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of electrocardiogram leads and the spellings under which feeds send them: plain words,
 * ISO/IEEE 11073-10102 reference identifiers and codes ({@code MDC_ECG_LEAD_V1}, {@code 2:3},
 * {@code 131331}) and SCP-ECG lead numbers ({@code 5.6.3-9-3}).
 *
 * <p>Modified leads such as {@code MLII} keep their own name: they resemble a standard lead and are
 * not one, and a model trained on lead II must be told.
 */
public final class LeadNames {
  /** The twelve standard leads in their customary order. */
  public static final List<String> STANDARD =
      List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");

  private static final List<String> LIMB = List.of("I", "II", "III");

  private static final Map<String, String> SPELLINGS = new HashMap<>();
  private static final Pattern PREFIX =
      Pattern.compile(
          "^(?:MDC_ECG_LEAD_|MDC_ECG_ELEC_POTL_|(?:ECG|EKG|EGC)?[\\s_:.-]*(?:LEAD|DERIVATION"
              + "|ABLEITUNG|KANAL|CHANNEL|CH)[\\s_:.-]+|(?:ECG|EKG)[\\s_:.-]+)");
  private static final Pattern NON_STANDARD =
      Pattern.compile(
          "(?:ECG|EKG)[\\s_#-]*(?:\\d*|[A-H])"
              + "|M(?:OD(?:IFIED)?)?[\\s_.-]*L?(?:I|II|III|1|2|3)|MOD[\\s_.-]*V\\d|MV\\d|MCL\\d?|ML\\d|D\\d|V\\d-V\\d"
              + "|C[MCRBS]\\d?R?|V|V[3-9]R|V[7-9]|VX|VY|VZ|[XYZ]|A-S|E-S|A-I|ES|AS|AI|EASI"
              + "|-AVR|MX|C[7-9]|CHEST|PLI|RHYTHM");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  static {
    int[] scpNumber = {1, 2, 61, 62, 63, 64, 3, 4, 5, 6, 7, 8};
    for (int i = 0; i < STANDARD.size(); i++) {
      String lead = STANDARD.get(i);
      SPELLINGS.put(lead.toUpperCase(Locale.ROOT), lead);
      SPELLINGS.put("2:" + scpNumber[i], lead);
      SPELLINGS.put("5.6.3-9-" + scpNumber[i], lead);
      SPELLINGS.put(Integer.toString(131_328 + scpNumber[i]), lead);
    }
    for (int i = 0; i < LIMB.size(); i++) {
      SPELLINGS.put("D" + LIMB.get(i), LIMB.get(i));
      SPELLINGS.put("D" + (i + 1), LIMB.get(i));
      SPELLINGS.put("L" + (i + 1), LIMB.get(i));
      SPELLINGS.put("LEAD" + LIMB.get(i), LIMB.get(i));
      SPELLINGS.put("LEAD" + (i + 1), LIMB.get(i));
    }
    for (int i = 1; i <= 6; i++) {
      SPELLINGS.put("C" + i, "V" + i);
    }
    for (String lead : List.of("aVR", "aVL", "aVF")) {
      String upper = lead.toUpperCase(Locale.ROOT);
      SPELLINGS.put("A-" + upper.substring(1), lead);
      SPELLINGS.put("A" + upper.substring(2), lead);
      SPELLINGS.put("A V" + upper.substring(2), lead);
    }
  }

  private LeadNames() {}

  /** The standard lead a spelling means; empty where it means none of the twelve. */
  public static Optional<String> standard(String spelling) {
    String upper = canonical(spelling);
    String exact = SPELLINGS.get(upper);
    if (exact == null) {
      exact = SPELLINGS.get(PREFIX.matcher(upper).replaceFirst("").strip());
    }
    return Optional.ofNullable(exact);
  }

  /**
   * Whether a spelling names an electrocardiogram lead at all: one of the twelve, a further or
   * modified lead ({@code V4R}, {@code MCL1}, {@code VX}), or a channel called just {@code ECG}.
   */
  public static boolean isEcg(String spelling) {
    String upper = canonical(spelling);
    return standard(spelling).isPresent()
        || NON_STANDARD.matcher(upper).matches()
        || NON_STANDARD.matcher(PREFIX.matcher(upper).replaceFirst("").strip()).matches();
  }

  /**
   * How many leads a recording gives: those recorded, and the limb leads that follow exactly from
   * two of I, II and III (Einthoven, Goldberger). Carts store eight leads and print twelve.
   *
   * @param leads as an {@link EcgSignal} names them
   */
  public static int countWithDerived(Collection<String> leads) {
    var all = new HashSet<>(leads);
    if (LIMB.stream().filter(all::contains).count() >= 2) {
      all.addAll(STANDARD.subList(0, 6));
    }
    return all.size();
  }

  /** The standard name where there is one, else the spelling with single spaces. */
  static String normal(String spelling) {
    return standard(spelling)
        .orElseGet(() -> SPACES.matcher(spelling.strip()).replaceAll(" ").replace('\\', '/'));
  }

  private static String canonical(String spelling) {
    return SPACES.matcher(spelling.strip()).replaceAll(" ").toUpperCase(Locale.ROOT);
  }
}
