/// A text with `{{tags}}`, parsed once (Mustache specification 1.4; lambdas and inheritance are not part of the product).
public struct MustacheTemplate: Sendable, Equatable {
  /// Deepest nesting of sections.
  public static let maximumDepth = 32

  /// Why tags of the template, which are right in themselves, cannot stand in a message.
  public let unwelcome: [MustacheError]
  let nodes: [Node]
  /// Bytes of the text between its tags.
  let textSize: Int

  /// Parses `source`; throws with line and column where a tag is unclosed, empty or out of place.
  public init(_ source: String) throws(MustacheError) {
    var parser = MustacheParser(source)
    nodes = try parser.template()
    unwelcome = parser.unwelcome
    textSize = MustacheTemplate.textSize(of: nodes)
  }

  /// Every tag that reads a value, in order of appearance.
  public var variables: [MustacheVariable] {
    var found: [MustacheVariable] = []
    MustacheTemplate.collect(nodes, inside: [], into: &found)
    return found
  }

  /// Whether it is an address that was made for the recipient, and nothing else.
  var isRecipientLink: Bool {
    guard nodes.count == 1, case .value(let name, _) = nodes[0] else { return false }
    return name.system?.isRecipientLink ?? false
  }

  /// Names of the partials that the template includes, in order of appearance.
  public var partials: [String] { MustacheTemplate.partials(of: nodes) }

  /// One piece of a template.
  enum Node: Sendable, Equatable {
    case text(String)
    case value(Name, isRaw: Bool)
    case section(Name, isInverted: Bool, [Node])
    case partial(String, indentation: String)
  }

  /// A dotted name and where it stands; no parts for the implicit iterator `.`.
  ///
  /// Shared, so that a rendering's step over it copies one reference.
  final class Name: Sendable, Equatable {
    let text: String
    let parts: [String]
    let line: Int
    let column: Int
    /// The number in the reserved name `link:N`, which stands for a link target of the message.
    let link: Int?
    /// The reserved names `list:N:S`, which begins the numbered list N at S, and `list:N`, which prints its next number.
    let list: (number: Int, start: Int?)?
    /// Which of the sender's values it is; nil for a learner's.
    let system: SystemVariable?

    init(_ text: String, line: Int, column: Int) {
      self.text = text
      self.line = line
      self.column = column
      parts = text == "." ? [] : text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      link = text.hasPrefix("link:") ? Int(text.dropFirst(5)) : nil
      list = MustacheTemplate.Name.list(text)
      system = SystemVariable(rawValue: text)
    }

    /// Numbers have nine digits at most, as those of Markdown's lists.
    private static func list(_ text: String) -> (number: Int, start: Int?)? {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.first == "list", (2...3).contains(parts.count),
        parts.dropFirst().allSatisfy({ $0.utf8.count <= 9 }), let number = Int(parts[1])
      else { return nil }
      return (number, parts.count == 3 ? Int(parts[2]) : nil)
    }

    static func == (left: Name, right: Name) -> Bool {
      left.text == right.text && left.line == right.line && left.column == right.column
    }
  }

  private static func collect(_ nodes: [Node], inside sections: [String], into found: inout [MustacheVariable]) {
    for node in nodes {
      switch node {
      case .text, .partial: continue
      case .value(let name, let isRaw):
        found.append(MustacheVariable(name, role: isRaw ? .rawValue : .value, sections: sections))
      case .section(let name, let isInverted, let children):
        found.append(MustacheVariable(name, role: isInverted ? .invertedSection : .section, sections: sections))
        collect(children, inside: isInverted ? sections : sections + [name.text], into: &found)
      }
    }
  }

  private static func textSize(of nodes: [Node]) -> Int {
    nodes.reduce(0) { size, node in
      switch node {
      case .text(let text): size + text.utf8.count
      case .section(_, _, let children): size + textSize(of: children)
      case .value, .partial: size
      }
    }
  }

  private static func partials(of nodes: [Node]) -> [String] {
    nodes.flatMap { node -> [String] in
      switch node {
      case .partial(let name, _): [name]
      case .section(_, _, let children): partials(of: children)
      case .text, .value: []
      }
    }
  }
}
