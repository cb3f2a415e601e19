import YAML

/// The copy of all messages in one YAML file: keys of messages, and for each its texts (REQ-2-27, REQ-2-28).
struct CopyFile {
  struct Message {
    /// As the file calls it, `meeting_reminder_24h`.
    let key: String
    let line: Int
    let texts: [CopyKey: CopyText]
  }

  let messages: [Message]

  /// Reads the file; what is wrong with it goes to the report.
  init(_ text: String, file: String, report: Report) {
    let source = text.split(separator: "\n", omittingEmptySubsequences: false)
    do throws(YAMLError) {
      let root = try YAMLReader.read(text)
      let entries = YAMLFields(root, file: file, report: report, as: "the copy")?.all ?? []
      messages = entries.compactMap { entry in
        YAMLFields(entry.value, file: file, report: report, as: "a message").map {
          Message(key: entry.key, line: entry.line, texts: Self.texts($0, source))
        }
      }
    } catch {
      report.add(file, error.line, error.message)
      messages = []
    }
  }

  private static func texts(_ fields: YAMLFields, _ source: [Substring]) -> [CopyKey: CopyText] {
    var texts: [CopyKey: CopyText] = [:]
    for key in CopyKey.allCases {
      guard let node = fields.optional(key.rawValue), let text = fields.text(node) else { continue }
      texts[key] = CopyText(text: text, line: node.line, source: source)
    }
    fields.refuseOthers()
    return texts
  }
}
