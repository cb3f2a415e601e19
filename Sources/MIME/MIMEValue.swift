/// A header's value of one word with parameters: `text/calendar; method=REPLY; charset="utf-8"`.
struct MIMEValue {
  /// In lower case.
  let word: String
  /// By their names in lower case.
  let parameters: [String: String]

  init(_ text: String) {
    var pieces = MIMEValue.pieces(text)
    word = pieces.isEmpty ? "" : MIMEValue.trimmed(pieces.removeFirst()).lowercased()
    var parameters: [String: String] = [:]
    for piece in pieces {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      let name = MIMEValue.trimmed(piece[..<equals]).lowercased()
      if parameters[name] == nil { parameters[name] = MIMEValue.unquoted(piece[piece.index(after: equals)...]) }
    }
    self.parameters = parameters
  }

  /// Between the semicolons that stand in no quotation marks.
  private static func pieces(_ text: String) -> [Substring] {
    var pieces: [Substring] = []
    var (start, isQuoted, isEscaped) = (text.startIndex, false, false)
    for index in text.indices {
      let character = text[index]
      if isEscaped {
        isEscaped = false
      } else if character == "\\", isQuoted {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == ";", !isQuoted {
        pieces.append(text[start..<index])
        start = text.index(after: index)
      }
    }
    return pieces + [text[start...]]
  }

  private static func unquoted(_ text: Substring) -> String {
    let plain = trimmed(text)
    guard plain.hasPrefix("\""), plain.hasSuffix("\""), plain.count >= 2 else { return String(plain) }
    var (result, isEscaped) = ("", false)
    for character in plain.dropFirst().dropLast() {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        result.append(character)
        isEscaped = false
      }
    }
    return result
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
