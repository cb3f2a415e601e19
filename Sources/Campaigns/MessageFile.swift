import Domain
import YAML

/// `messages/<name>.<channel>.md`, or `messages/<language>/<name>.<channel>.md`: a front matter between two lines of `---`, then
/// the text.
struct MessageFile {
  let path: String
  let name: String
  /// The folder in which it stands; nil for a text in the campaign's own language.
  let language: String?
  let channel: Channel
  let front: YAMLFields
  let body: String
  /// One-based line of the file where `body` starts.
  let bodyLine: Int

  /// Splits the file; nil, with a fault reported, where its name or form is wrong.
  init?(_ path: String, text: String, channels: [Channel], report: Report) {
    let place = path.split(separator: "/").dropFirst()
    let language = place.count == 2 ? place.first.map(String.init) : nil
    if let language, LanguageTag.canonical(language) != language {
      let written = LanguageTag.canonical(language).map { ", here \($0)" } ?? ""
      report.add(path, 1, "\(language) is no language: name the folder by a tag such as de or pt-BR\(written)")
      return nil
    }
    let parts = (place.last ?? "").split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let name = ScalarForms.slug(String(parts[0])),
      let channel = Channel(rawValue: String(parts[1]))
    else {
      let names = channels.map(\.rawValue).joined(separator: ", ")
      report.add(path, 1, "name the file <message>.<channel>.md; channels are \(names)")
      return nil
    }
    let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    let end = lines.dropFirst().firstIndex { $0 == "---" }
    guard lines.first == "---", let end else {
      report.add(path, 1, "the file must start with a front matter between two lines of ---")
      return nil
    }
    // A blank first line keeps the file's line numbers inside the YAML.
    let yaml = "\n" + lines[1..<end].joined(separator: "\n") + "\n"
    guard let front = MessageFile.fields(yaml, path: path, report: report) else { return nil }
    self.path = path
    self.name = name
    self.language = language
    self.channel = channel
    self.front = front
    body = lines[(end + 1)...].joined(separator: "\n")
    bodyLine = end + 2
  }

  private static func fields(_ yaml: String, path: String, report: Report) -> YAMLFields? {
    do throws(YAMLError) {
      let empty = YAMLNode(content: .mapping([]), line: 1)
      let root = yaml.allSatisfy(\.isWhitespace) ? empty : try YAMLReader.read(yaml)
      return YAMLFields(root, file: path, report: report, as: "the front matter")
    } catch {
      report.add(path, error.line, error.message)
      return nil
    }
  }
}
