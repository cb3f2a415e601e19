import Domain
import JSON
import Rendering
import YAML

/// Compiles one message file into what senders render.
final class MessageCompiler {
  let campaign: CampaignFile
  let file: MessageFile
  let report: Report
  private var pieces: [MessageDraft.Piece] = []
  var links: [String] = []
  /// Names that the message gives to texts of its own.
  var phraseNames: Set<String> = []

  init(_ file: MessageFile, of campaign: CampaignFile, report: Report) {
    self.file = file
    self.campaign = campaign
    self.report = report
  }

  /// The message; nil, with faults reported, where it cannot be compiled.
  func compile(by authors: [any ChannelAuthor]) -> MessageDraft? {
    guard !ShieldedText.usesMarks(file.body), !TextTable.isMarked(file.body) else {
      report.add(
        file.path, file.bodyLine,
        "the text has private use characters (U+E000, U+E001) or control characters (U+001C to U+001F)")
      return nil
    }
    guard let author = authors[file.channel] else {
      let known = authors.map(\.channel.rawValue).joined(separator: " or ")
      report.add(file.path, 1, "messages for \(file.channel.rawValue) cannot be compiled; use \(known)")
      return nil
    }
    if !author.takesTables, let line = TableLines.firstLine(in: file.body) {
      report.add(
        file.path, file.bodyLine + line - 1,
        "a table has no place in a message on \(file.channel.rawValue); write a line for each row, or send it as email")
      return nil
    }
    let body = author.body(self)
    file.front.refuseOthers()
    return body.map {
      MessageDraft(
        file: file.path, key: MessageCatalog.Key(file.name, file.channel, in: file.language), body: $0, pieces: pieces,
        phraseNames: phraseNames,
        linkLine: file.bodyLine)
    }
  }

  /// Reads a front matter text as Mustache on one line.
  func text(_ node: YAMLNode?) -> String? {
    guard let node, let text = file.front.text(node) else { return nil }
    if text.contains(where: \.isNewline) {
      report.add(file.path, node.line, "this text must be one line")
      return nil
    }
    return piece(text, line: node.line) == nil ? nil : text
  }

  func piece(_ text: String, line: Int) -> MustacheTemplate? {
    do throws(MustacheError) {
      let template = try MustacheTemplate(text)
      for fault in template.unwelcome { report.add(file.path, line + fault.line - 1, fault.reason) }
      if !template.unwelcome.isEmpty { return nil }
      pieces.append(MessageDraft.Piece(text: text, line: line, template: template))
      return template
    } catch {
      report.add(file.path, line + error.line - 1, error.reason)
      return nil
    }
  }

  func link(_ target: String) -> Int {
    if let known = links.firstIndex(of: target) { return known }
    links.append(target)
    return links.count - 1
  }
}
