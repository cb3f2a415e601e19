import JSON

/// A message's file with other words in it: what its front matter says besides stays.
struct CopiedMessage {
  private var front: [String]
  private var body: String

  /// The message as it is; an empty one where there is none.
  init(_ text: String?) {
    let lines = (text ?? "---\n---\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let end = lines.dropFirst().firstIndex(of: "---") ?? 1
    front = Array(lines[1..<end])
    body = lines[(end + 1)...].joined(separator: "\n")
  }

  var text: String { (["---"] + front + ["---", body]).joined(separator: "\n") }

  /// Whether the front matter has the key.
  func has(_ key: String) -> Bool { front.contains { $0.hasPrefix("\(key):") } }

  /// Gives a key of the front matter a text.
  mutating func set(_ key: String, _ value: String) {
    let line = "\(key): \(JSON.string(value).text)"
    guard let place = front.firstIndex(where: { $0.hasPrefix("\(key):") }) else {
      front.append(line)
      return
    }
    let end = front[(place + 1)...].firstIndex { $0.first?.isWhitespace != true } ?? front.count
    front.replaceSubrange(place..<end, with: [line])
  }

  mutating func write(_ body: String) { self.body = body }
}
