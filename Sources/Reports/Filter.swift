import Pages

/// One thing that people may ask of a report on its page: a parameter of its address.
public struct Filter: Sendable {
  /// How it is entered.
  enum Input: Sendable {
    /// One of these words, the first where nothing is said.
    case choice([String])
    case day
    /// A word; what it is where nothing is said stands there from the start.
    case word(usually: String)
  }

  let name: String
  let title: String
  let input: Input

  init(_ name: String, _ title: String, _ input: Input) {
    self.name = name
    self.title = title
    self.input = input
  }

  /// The field with its label, holding `value`.
  func html(_ value: String?) -> HTML {
    let label: HTML = "<label for=\"ask-\(name)\">\(title)</label>"
    switch input {
    case .choice(let words):
      let options = words.map { "<option\(" selected", when: $0 == value)>\($0)</option>" as HTML }
      return "<p>\(label)<select id=\"ask-\(name)\" name=\"\(name)\" class=\"text\">\(HTML(options))</select></p>"
    case .day: return "<p>\(label)\(field("date", value ?? ""))</p>"
    case .word(let usual): return "<p>\(label)\(field("text", value ?? usual))</p>"
    }
  }

  private func field(_ type: String, _ value: String) -> HTML {
    "<input id=\"ask-\(name)\" name=\"\(name)\" type=\"\(type)\" class=\"text\" value=\"\(value)\">"
  }
}
