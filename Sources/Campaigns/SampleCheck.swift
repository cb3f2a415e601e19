import Domain
import JSON
import Rendering

/// Renders every message with every sample, and judges what a learner would get.
struct SampleCheck {
  /// Mail programs cut subjects and preheaders after about so many characters.
  private static let longestSubject = 70
  private static let longestPreheader = 140
  /// Gmail cuts messages at 102 KB.
  private static let largestPage = 100_000

  let samples: [(file: String, context: JSON)]
  let transactional: Bool
  let report: Report

  func run(_ draft: MessageDraft) {
    for sample in samples {
      do throws(RenderingError) {
        switch draft.content {
        case .email(let source): try check(source, draft, sample.context)
        case .sms(let source): try check(source, draft, sample.context)
        }
      } catch {
        report.add(draft.file, line(of: error, in: draft), "with \(sample.file): \(error)")
      }
    }
  }

  private func check(_ source: EmailSource, _ draft: MessageDraft, _ context: JSON) throws(RenderingError) {
    guard let template = try? EmailTemplate(source) else { return }
    let email = try EmailRenderer.render(
      template, context: context, sender: PreviewValues.sender, links: PreviewValues.links)
    let subjectLine = draft.pieces.first?.line ?? 1
    if email.subject.count > SampleCheck.longestSubject {
      report.add(
        draft.file, subjectLine,
        "the subject has \(email.subject.count) characters, \(SampleCheck.longestSubject) are shown")
    }
    if email.preheader.count > SampleCheck.longestPreheader {
      report.add(
        draft.file, subjectLine,
        "the preheader has \(email.preheader.count) characters, \(SampleCheck.longestPreheader) are shown")
    }
    if email.html.utf8.count > SampleCheck.largestPage {
      report.add(
        draft.file, 1, "the page has \(email.html.utf8.count) bytes; mail programs cut it at \(SampleCheck.largestPage)"
      )
    }
    checkAction(source, draft)
    checkBareLinks(source.text, draft, context, example: "[text]({{name}})")
  }

  private func check(_ source: SMSSource, _ draft: MessageDraft, _ context: JSON) throws(RenderingError) {
    guard let template = try? SMSTemplate(source) else { return }
    _ = try SMSRenderer.render(
      template, context: context, sender: PreviewValues.sender, links: PreviewValues.links,
      rewriting: { _ in PreviewValues.shortLink })
    if source.links.count > 1 {
      report.add(draft.file, draft.linkLine, "an SMS has one link, this one has \(source.links.count)")
    }
    checkBareLinks(source.text, draft, context, example: "<{{name}}>")
  }

  /// One unambiguous action (REQ-4-50, X-79): a button, and no other links than help and opt-out.
  private func checkAction(_ source: EmailSource, _ draft: MessageDraft) {
    if transactional { return }
    guard let button = source.button else {
      report.add(draft.file, 1, "the email has no button; add button: { label, url } for its one action")
      return
    }
    let system = SystemVariable.allCases.map { "{{\($0.rawValue)}}" }
    for (index, target) in source.links.enumerated()
    where index != button.link && !target.lowercased().hasPrefix("mailto:") && !system.contains(target) {
      report.add(draft.file, draft.linkLine, "the link to \(target) is a second action; the button is the first")
    }
  }

  /// Addresses printed as text are neither tracked nor clickable everywhere.
  private func checkBareLinks(_ text: String, _ draft: MessageDraft, _ context: JSON, example: String) {
    guard let template = try? MustacheTemplate(text) else { return }
    for variable in template.variables where variable.role == .value {
      guard let value = context[variable.name]?.string, value.hasPrefix("https://") else { continue }
      report.add(
        draft.file, line(of: variable.name, in: draft),
        "{{\(variable.name)}} is an address; write it as a link: \(example.replacing("name", with: variable.name))")
    }
  }

  private func line(of error: RenderingError, in draft: MessageDraft) -> Int {
    switch error {
    case .missing(let name), .unprintable(let name), .controlCharacter(let name): line(of: name, in: draft)
    case .refusedLink, .tooManySegments, .tooLarge: draft.linkLine
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

/// What stands in previews for the values that only a sender knows.
enum PreviewValues {
  static let sender = SenderDetails(
    brand: "Rekindle Academy", postalAddress: "12 Example Street, 400001 Mumbai", supportEmail: "help@rekindle.example")
  static let links = RecipientLinks(
    unsubscribe: "https://rekindle.example/unsubscribe/course",
    unsubscribeAll: "https://rekindle.example/unsubscribe/all",
    preferences: "https://rekindle.example/preferences/sample")
  /// As long as a real one on a short host.
  static let shortLink = "https://rekindle.example/c/Ab3dE9xK2m"
}
