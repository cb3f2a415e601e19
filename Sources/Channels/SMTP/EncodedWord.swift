import Encoding

/// Header text outside ASCII as encoded words (RFC 2047), folded so that no line exceeds 76 characters.
enum EncodedWord {
  /// `text` as it stands where a header may hold it on its first line, else in UTF-8 and base64.
  static func text(_ text: String) -> String { isPlain(text) && text.utf8.count <= 60 ? text : encode(text) }

  /// `name <address>`, the name quoted or encoded as it needs.
  static func mailbox(_ mailbox: Mailbox) -> String {
    guard let name = mailbox.name else { return mailbox.address.text }
    return "\(phrase(name))\r\n <\(mailbox.address.text)>"
  }

  private static func phrase(_ name: String) -> String {
    guard isPlain(name), name.utf8.count <= 60 else { return encode(name) }
    if name.utf8.allSatisfy({ isAlphanumeric($0) || $0 == 0x20 }) { return name }
    return "\"" + name.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && !text.contains("=?") && text.first != " " && text.last != " "
  }

  private static func encode(_ text: String) -> String {
    var words: [String] = []
    var chunk: [UInt8] = []
    for piece in text.flatMap(pieces) {
      if chunk.count + piece.count > longestChunk {
        words.append(word(chunk))
        chunk = []
      }
      chunk += piece
    }
    if !chunk.isEmpty { words.append(word(chunk)) }
    return words.joined(separator: "\r\n ")
  }

  /// What must stay in one word: a letter with all its marks, or each of its parts where it is longer than a word.
  private static func pieces(_ character: Character) -> [[UInt8]] {
    let bytes = Array(character.utf8)
    return bytes.count <= longestChunk ? [bytes] : character.unicodeScalars.map { Array(String($0).utf8) }
  }

  private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Base64.standard.encode(bytes))?=" }

  /// 39 bytes are 52 characters of base64 and a word of 64, which fits behind the longest header name.
  private static let longestChunk = 39
}
