import Domain
import Rendering
import YAML

extension MessageCompiler {
  func worklist() -> WorklistSource? {
    let title = text(file.front.required("title"))
    let tries = file.front.value(file.front.optional("tries"), "a number of tries from 1 to 10") { text in
      ScalarForms.count(text).flatMap { (1...10).contains($0) ? $0 : nil }
    }
    let (again, pause, openFor) = (span("again"), span("pause"), span("open_for"))
    guard let template = piece(file.body, line: file.bodyLine), let title else { return nil }
    for place in template.partials {
      report.add(file.path, file.bodyLine, "{{> \(place)}} has no place in a task")
    }
    var reader = MarkdownReader(ShieldedText(file.body), links: []) { [file, report] line, message in
      report.add(file.path, file.bodyLine + line - 1, message)
    }
    let blocks = reader.read()
    let text = MessageTextWriter.text(blocks, links: reader.links).trimmed
    if text.isEmpty { report.add(file.path, file.bodyLine, "the task has no text: say why, and what to say") }
    let standard = WorklistSource(title: title, text: text)
    return WorklistSource(
      title: title, text: text, tries: tries ?? standard.tries, again: again ?? standard.again,
      pause: pause ?? standard.pause, openFor: openFor ?? standard.openFor)
  }

  /// At least an hour, and at most a year.
  private func span(_ key: String) -> Instant.Span? {
    file.front.value(file.front.optional(key), "a span from '1 hour' to '365 days'") { text in
      ScalarForms.span(text).flatMap { (.hours(1) ... .days(365)).contains($0) ? $0 : nil }
    }
  }
}
