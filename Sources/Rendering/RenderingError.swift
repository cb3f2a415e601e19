/// Why a message was not rendered; names the variable, never its value.
public enum RenderingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The variable is absent, null or blank (promise 4: such a message is never sent).
  case missing(variable: String)
  /// The variable is a list, an object or a truth value, which cannot be printed.
  case unprintable(variable: String)
  /// The link's target is not `https:` or `mailto:`, or is no address at all.
  case refusedLink(LinkFault)
  /// The text needs more SMS segments than allowed even with every shortenable value at its shortest.
  case tooManySegments(count: Int, allowed: Int)
  /// A part of the message is longer than its channel takes, in UTF-16 units.
  case tooLong(part: String, count: Int, allowed: Int)
  /// The text is no template.
  case broken(MustacheError)
  /// What is stored of the message is not what `publish` writes.
  case unreadable
  /// The values make the message larger than any mail program would show.
  case tooLarge

  public var description: String {
    switch self {
    case .missing(let variable): "the variable \(variable) is missing or blank"
    case .unprintable(let variable): "the variable \(variable) is a list, an object or a truth value; print its parts"
    case .refusedLink(let fault): "a link is refused: \(fault)"
    case .tooManySegments(let count, let allowed): "the text needs \(count) SMS segments, \(allowed) are allowed"
    case .tooLong(let part, let count, let allowed): "the \(part) has \(count) characters, \(allowed) are allowed"
    case .broken(let error): "the text is no template: \(error)"
    case .unreadable: "the compiled message cannot be read"
    case .tooLarge: "the rendered message is larger than \(MustacheRenderer.maximumSize) bytes"
    }
  }
}
