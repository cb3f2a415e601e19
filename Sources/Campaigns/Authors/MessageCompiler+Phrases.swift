import Rendering
import YAML

extension MessageCompiler {
  /// The texts that the file gives names to, so that an approved text, which is fixed, can say what differs between learners.
  func phrases() -> [String: String] {
    guard let fields = file.front.fields(file.front.optional("phrases"), as: "phrases") else { return [:] }
    var texts: [String: String] = [:]
    for entry in fields.all {
      guard let name = ScalarForms.name(entry.key) else {
        report.add(file.path, entry.line, "'\(entry.key)' is not a name of a-z, 0-9 and _")
        continue
      }
      texts[name] = text(entry.value)
    }
    phraseNames = Set(fields.all.map(\.key))
    return texts
  }

  /// Reports phrases that nothing uses, and those that hope for another one, which they cannot have.
  func checkUse(of texts: [String: String], in body: MustacheTemplate, _ header: WhatsAppSource.Header?) {
    var used = Set(body.variables.map(\.name))
    if case .text(let text) = header, let template = try? MustacheTemplate(text) {
      used.formUnion(template.variables.map(\.name))
    }
    for name in texts.keys.sorted() where !used.contains(name) {
      report.add(file.path, file.front.line, "the text does not use the phrase \(name)")
    }
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      let others = (try? MustacheTemplate(text))?.variables.map(\.name).filter { texts[$0] != nil } ?? []
      if let other = others.first {
        report.add(file.path, file.front.line, "the phrase \(name) cannot use the phrase \(other)")
      }
    }
  }
}
