import Domain
import Rendering
import YAML

extension CampaignFileDecoder {
  /// `letter: never`: the campaign's messages go alone.
  func joinsLetters(_ fields: YAMLFields) -> Bool {
    fields.value(fields.optional("letter"), "'never', or nothing where each step says its line") {
      $0 == "never" ? $0 : nil
    } == nil
  }

  /// A step's `letter: { line, link }`; `line` is a text, or one for each language.
  func letter(_ fields: YAMLFields) -> LetterLine? {
    guard let letter = fields.fields(fields.optional("letter"), as: "letter") else { return nil }
    let line = letter.text(letter.required("line"))
    let link = letter.text(letter.required("link"))
    let translations = letter.fields(letter.optional("languages"), as: "languages").map(lines) ?? [:]
    letter.refuseOthers()
    guard let line, let link else { return nil }
    return LetterLine(line: line, link: link, translations: translations)
  }

  private func lines(_ fields: YAMLFields) -> [String: String] {
    var lines: [String: String] = [:]
    for entry in fields.all {
      guard let tag = LanguageTag.canonical(entry.key) else {
        fields.fault("'\(entry.key)' is no language such as de or pt-BR", at: entry.line)
        continue
      }
      lines[tag] = fields.text(entry.value)
    }
    return lines
  }
}
