package org.chiasm.note.context;

import java.util.ArrayList;
import java.util.Comparator;
import org.chiasm.note.context.Context.Effect;
import org.chiasm.note.context.Context.Experiencer;
import org.chiasm.note.context.Context.Temporality;
import org.chiasm.note.text.Section;
import org.chiasm.note.text.SectionKind;

/** What the section of a mention says where its sentence is silent. */
final class SectionDefaults {
  private SectionDefaults() {}

  /** A context as its section completes it; a heading that decides is a trigger too. */
  static Context complete(Context context, Section section) {
    var triggers = new ArrayList<>(context.triggers());
    var temporality = context.temporality();
    var experiencer = context.experiencer();
    var usual = temporality(section.kind());
    if (temporality == Temporality.RECENT && usual != Temporality.RECENT) {
      temporality = usual;
      triggers.add(
          new Context.Trigger(
              usual == Temporality.HISTORICAL ? Effect.HISTORICAL : Effect.HYPOTHETICAL,
              section.heading()));
    }
    if (experiencer == Experiencer.PATIENT && section.kind() == SectionKind.FAMILY_HISTORY) {
      experiencer = Experiencer.OTHER;
      triggers.add(new Context.Trigger(Effect.OTHER_EXPERIENCER, section.heading()));
    }
    if (triggers.size() == context.triggers().size()) {
      return context;
    }
    triggers.sort(Comparator.comparing(Context.Trigger::span));
    return new Context(context.negation(), temporality, experiencer, triggers);
  }

  /**
   * Whether a name of a lifelong condition that stands alone in such a section is an item of a
   * history: not where the section says what is found, thought or done now.
   */
  static boolean isList(Section section) {
    return switch (section.kind()) {
      case EXAMINATION, RESULTS, ASSESSMENT, HOSPITAL_COURSE, PLAN, INDICATION -> false;
      case PAST_HISTORY,
          SURGICAL_HISTORY,
          SOCIAL_HISTORY,
          FAMILY_HISTORY,
          ALLERGIES,
          MEDICATIONS,
          INSTRUCTIONS,
          PRESENT_ILLNESS,
          REVIEW_OF_SYSTEMS,
          OTHER ->
          true;
    };
  }

  private static Temporality temporality(SectionKind kind) {
    return switch (kind) {
      case PAST_HISTORY, SURGICAL_HISTORY, SOCIAL_HISTORY, ALLERGIES -> Temporality.HISTORICAL;
      case INSTRUCTIONS -> Temporality.HYPOTHETICAL;
      case PRESENT_ILLNESS,
          FAMILY_HISTORY,
          MEDICATIONS,
          REVIEW_OF_SYSTEMS,
          EXAMINATION,
          RESULTS,
          ASSESSMENT,
          HOSPITAL_COURSE,
          PLAN,
          INDICATION,
          OTHER ->
          Temporality.RECENT;
    };
  }
}
