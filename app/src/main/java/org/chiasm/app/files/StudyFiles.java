package org.chiasm.app.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.onnx.GivenEncoder;
import org.chiasm.learn.tagger.TextEncoder;
import org.chiasm.study.EncoderRule;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TextEncoderRule;
import org.chiasm.study.file.EncoderFiles;
import org.chiasm.study.file.SiteFile;
import org.chiasm.study.file.StudyFile;
import org.chiasm.study.yaml.Checked;

/**
 * A study and the site it runs at, read and checked.
 *
 * @param file the study file, beside which its encoders lie
 * @param studyText the study file as it is, for the model's bundle
 * @param siteText the site file as it is, empty where there is none
 * @param siteOrigin where the site comes from, in words
 * @param warnings what is allowed and looks wrong
 */
public record StudyFiles(
    StudyDefinition study,
    SiteDefinition site,
    Path file,
    String studyText,
    String siteText,
    String siteOrigin,
    List<String> warnings) {
  /** Copies the warnings. */
  public StudyFiles {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads both files.
   *
   * @param site the site file; where there is none, the {@code site.yaml} beside the study file is
   *     used, and where that is missing too a site that assumes nothing
   * @throws WrongUseException with every problem of both files
   */
  public static StudyFiles read(Path study, List<Path> site) throws IOException, WrongUseException {
    var problems = new ArrayList<String>();
    var warnings = new ArrayList<String>();
    String studyText = text(study, "study");
    var studyDefinition =
        collect(StudyFile.read(studyText, study.toString(), encoders(study)), problems, warnings);
    Path beside = study.resolveSibling("site.yaml");
    Path chosen = site.isEmpty() ? beside : site.getFirst();
    List<SiteDefinition> siteDefinition;
    String origin;
    String siteText = "";
    if (site.isEmpty() && !Files.exists(beside)) {
      siteDefinition = List.of(SiteDefinition.undeclared());
      origin = "none given: nothing is assumed";
    } else {
      siteText = text(chosen, "site");
      siteDefinition = collect(SiteFile.read(siteText, chosen.toString()), problems, warnings);
      origin = chosen.getFileName() + (site.isEmpty() ? " beside the study file" : "");
    }
    if (!problems.isEmpty()) {
      throw new WrongUseException(problems);
    }
    return new StudyFiles(
        studyDefinition.getFirst(),
        siteDefinition.getFirst(),
        study,
        studyText,
        siteText,
        origin,
        warnings);
  }

  /** Looks into the encoder files beside a study; a finished model carries its own. */
  private static EncoderFiles encoders(Path study) {
    if (Files.exists(study.resolveSibling("manifest.json"))) {
      return EncoderFiles.UNSEEN;
    }
    return new EncoderFiles() {
      @Override
      public Optional<String> problem(EncoderRule rule) {
        var bytes = TensorFiles.bytes(study, rule.onnx());
        return bytes.isEmpty()
            ? Optional.of("no file at " + study.resolveSibling(rule.onnx()))
            : GivenEncoder.problem(rule, bytes.get());
      }

      @Override
      public Optional<String> problem(TextEncoderRule.Given rule) {
        for (var path : List.of(rule.onnx(), rule.vocabulary())) {
          if (TensorFiles.bytes(study, path).isEmpty()) {
            return Optional.of("no file at " + study.resolveSibling(path));
          }
        }
        return TextEncoder.problem(
            rule,
            TensorFiles.bytes(study, rule.onnx()).orElseThrow(),
            TensorFiles.bytes(study, rule.vocabulary()).orElseThrow());
      }
    };
  }

  /**
   * The given encoders of notes, by input: those beside the study file, or in a model's folder
   * those it carries.
   *
   * @throws WrongUseException if a file of one is not there
   */
  public Map<String, TextEncoder> textEncoders() throws WrongUseException {
    boolean finished = Files.exists(file.resolveSibling("manifest.json"));
    var encoders = new LinkedHashMap<String, TextEncoder>();
    for (var input : study.inputs()) {
      if (input instanceof InputDefinition.Notes notes
          && notes.encoder() instanceof TextEncoderRule.Given given) {
        var onnx =
            TensorFiles.bytes(file, finished ? ModelBundle.onnx(input.name()) : given.onnx());
        var vocabulary =
            TensorFiles.bytes(
                file, finished ? ModelBundle.vocabulary(input.name()) : given.vocabulary());
        if (onnx.isEmpty() || vocabulary.isEmpty()) {
          throw new WrongUseException(
              "no encoder of input '" + input.name() + "' beside " + file + "; put it there");
        }
        encoders.put(input.name(), new TextEncoder(given, onnx.get(), vocabulary.get()));
      }
    }
    return encoders;
  }

  private static <T> List<T> collect(
      Checked<T> checked, List<String> problems, List<String> warnings) {
    return switch (checked) {
      case Checked.Accepted<T>(var value, var found) -> {
        found.forEach(each -> warnings.add(each.toString()));
        yield List.of(value);
      }
      case Checked.Rejected<T>(var found) -> {
        found.forEach(each -> problems.add(each.toString()));
        yield List.of();
      }
    };
  }

  private static String text(Path file, String kind) throws IOException, WrongUseException {
    if (!Files.isRegularFile(file)) {
      throw new WrongUseException(
          "no " + kind + " file at " + file + "; give the path of a " + kind + ".yaml");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new WrongUseException(kind + " file " + file + " is not UTF-8 text");
    }
  }
}
