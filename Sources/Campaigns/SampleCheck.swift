import Domain
import JSON
import Rendering

/// Renders every message with every sample, and judges what a learner would get.
struct SampleCheck {
  let authors: [any ChannelAuthor]
  let samples: [(file: String, context: JSON)]
  /// Whether each email must have one action.
  let isMarketing: Bool
  let report: Report

  func run(_ draft: MessageDraft) {
    guard let author = authors[draft.key.channel] else { return }
    for sample in samples {
      do throws(RenderingError) {
        try author.check(body: draft.body, of: draft, with: sample.context, in: self)
      } catch {
        report.add(draft.file, line(of: error, in: draft), "with \(sample.file): \(error)")
      }
    }
  }

  /// Addresses printed as text are neither tracked nor clickable everywhere.
  func refuseBareLinks(
    in text: String, _ draft: MessageDraft, _ context: JSON, example: String
  ) throws(RenderingError) {
    for variable in try MustacheTemplate.parse(text).variables where variable.role == .value {
      guard let value = context[variable.name]?.string, value.hasPrefix("https://") else { continue }
      report.add(
        draft.file, line(of: variable.name, in: draft),
        "{{\(variable.name)}} is an address; write it as a link: \(example.replacing("name", with: variable.name))")
    }
  }

  private func line(of error: RenderingError, in draft: MessageDraft) -> Int {
    switch error {
    case .missing(let name), .unprintable(let name): line(of: name, in: draft)
    case .refusedLink, .tooManySegments, .tooLong, .broken, .unreadable, .tooLarge: draft.linkLine
    }
  }

  private func line(of name: String, in draft: MessageDraft) -> Int {
    for piece in draft.pieces {
      if let use = piece.template.variables.first(where: { $0.name == name && $0.role == .value }) {
        return piece.line + use.line - 1
      }
    }
    return draft.linkLine
  }
}
