import Domain
import Rendering

extension MessageCompiler {
  func sms() -> SMSSource? {
    let shortens = file.front.list(file.front.optional("shorten"), of: "variables").compactMap(variable)
    let segments = count("segments", upTo: 4) ?? 2
    let unicodeSegments = count("unicode_segments", upTo: 10)
    let transliterates = file.front.value(file.front.optional("transliterate"), "true or false", Bool.init)
    guard let template = piece(file.body, line: file.bodyLine) else { return nil }
    for place in template.partials { report.add(file.path, file.bodyLine, "{{> \(place)}} has no place in an SMS") }
    let text = linked(paragraphs())
    return SMSSource(
      text: text, links: links, shortens: shortens, maximumSegments: segments, unicodeSegments: unicodeSegments,
      transliterates: transliterates ?? false,
      carriesOptOut: campaign.campaign.messageClass != .transactional, language: campaign.language)
  }

  private func count(_ key: String, upTo limit: Int) -> Int? {
    file.front.value(file.front.optional(key), "a number from 1 to \(limit)") {
      ScalarForms.count($0).flatMap { (1...limit).contains($0) ? $0 : nil }
    }
  }

  /// The body with each paragraph on one line.
  private func paragraphs() -> String {
    let lines = file.body.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).trimmed }
    return lines.split(separator: "").map { $0.joined(separator: " ") }.joined(separator: "\n")
  }

  /// The text with each `<target>` as a tracked link.
  func linked(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      result += rest[..<open] + "{{link:\(link(String(rest[rest.index(after: open)..<close])))}}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
