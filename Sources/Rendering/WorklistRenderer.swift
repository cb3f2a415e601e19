public import JSON

/// Makes a task for a person of a template and a learner's values.
public enum WorklistRenderer {
  /// The longest title, in UTF-16 units.
  public static let longestTitle = 120
  /// The longest text, in UTF-16 units.
  public static let longestText = 4000

  /// Renders `template`; throws where a value is missing or a part becomes too long.
  public static func render(
    _ template: WorklistTemplate, context: JSON, sender: SenderDetails, links: RecipientLinks
  ) throws(RenderingError) -> RenderedTask {
    let values = MessageValues(learner: context, sender: sender, links: links)
    let title = try template.title.renderStrictly(values, escaping: .text)
    try require(title, "title", longestTitle)
    let text = try template.text.renderStrictly(values, escaping: .text).tidied
    try require(text, "text", longestText)
    return RenderedTask(title: title, text: text, source: template.source)
  }

  private static func require(_ text: String, _ part: String, _ limit: Int) throws(RenderingError) {
    if text.utf16.count > limit { throw .tooLong(part: part, count: text.utf16.count, allowed: limit) }
  }
}

/// A task as the person who takes it sees it.
public struct RenderedTask: Sendable, Equatable {
  public let title: String
  public let text: String
  /// What it was made of, with its numbers of tries and days.
  public let source: WorklistSource
}
