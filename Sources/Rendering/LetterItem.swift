public import JSON

/// What a message says about one of the things that it carries besides its own: a line, where it leads, and how to stop it.
public struct LetterItem: Sendable, Equatable {
  public let line: String
  public let link: RenderedLink
  let optOut: String

  /// Renders a line and its link, both Mustache, with a learner's values; throws where a value is missing or the link leads nowhere.
  ///
  /// - Parameter rewriting: the address to print for the link.
  public init(
    _ line: String, link: String, context: JSON, optOut: String, rewriting: (String) -> String = { $0 }
  ) throws(RenderingError) {
    self.line = try MustacheTemplate.parse(line).renderStrictly(context, escaping: .text).tidied
    self.optOut = optOut
    let address = try MustacheTemplate.parse(link).renderStrictly(context, escaping: .urlComponent)
    do throws(LinkFault) {
      let target = try LinkTarget(address)
      guard target.isTrackable else { throw .scheme }
      self.link = RenderedLink(target: target.url, address: rewriting(target.url))
    } catch {
      throw .refusedLink(error)
    }
  }

  /// As values of the layout's list.
  var json: JSON { ["line": .string(line), "address": .string(link.address), "stop": .string(optOut)] }
}
