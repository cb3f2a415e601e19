/// A unit of systemd (systemd.unit(5)): sections of settings, in the order in which they were put down.
struct UnitFile: ExpressibleByDictionaryLiteral {
  typealias Settings = [(key: String, value: String)]

  private let sections: [(name: String, settings: Settings)]

  init(dictionaryLiteral sections: (String, Settings)...) {
    self.sections = sections.map { (name: $0.0, settings: $0.1) }
  }

  /// The file's text; a specifier that is meant must stand as `%i`, another percent sign as `%%`.
  var text: String {
    sections.map { section in
      "[\(section.name)]\n" + section.settings.map { "\($0.key)=\($0.value)\n" }.joined()
    }.joined(separator: "\n")
  }

  /// A variable as `Environment` takes it: in single quotes, specifiers and backslashes kept as they are.
  static func variable(_ name: String, _ value: String) -> (key: String, value: String) {
    let literal = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'").replacing("%", with: "%%")
    return ("Environment", "'\(name)=\(literal)'")
  }
}
