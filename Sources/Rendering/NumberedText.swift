/// A text as a provider approves it: its tags are numbers, and a name has one number however often it stands there.
public struct NumberedText: Sendable, Equatable {
  private enum Piece: Sendable, Equatable {
    case literal(String)
    /// Zero-based.
    case variable(Int)
  }

  private let pieces: [Piece]
  /// The names behind the numbers, in order of their first appearance: the first is `{{1}}`.
  public let names: [String]

  /// Numbers the tags of `template`; sections and partials are left out, an approved text can have none.
  public init(_ template: MustacheTemplate) {
    var pieces: [Piece] = []
    var names: [String] = []
    for node in template.nodes {
      switch node {
      case .text(let text): pieces.append(.literal(text))
      case .value(let name, _):
        if !names.contains(name.text) { names.append(name.text) }
        pieces.append(.variable(names.firstIndex(of: name.text) ?? 0))
      case .section, .partial: continue
      }
    }
    self.pieces = pieces
    self.names = names
  }

  /// The text with `{{1}}`, `{{2}}`.
  public var text: String { text(from: 1) }

  /// The text whose first number is `first`.
  public func text(from first: Int) -> String { filled(names.indices.map { "{{\(first + $0)}}" }) }

  /// What stands between the tags, in order; one more piece than there are tags.
  public var literals: [String] {
    var literals = [""]
    for piece in pieces {
      switch piece {
      case .literal(let text): literals[literals.count - 1] += text
      case .variable: literals.append("")
      }
    }
    return literals
  }

  /// The text with a value for each name.
  public func filled(_ values: [String]) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .literal(let literal): text += literal
      case .variable(let index): text += values[index]
      }
    }
  }
}
