/// A whole reply as it is compared with a campaign's keywords: its words in small letters without accents, and without
/// punctuation, repetition and courtesy.
public struct ReplyPhrase: Sendable, Hashable {
  /// The words with blanks between them; empty where a reply has none.
  public let text: String

  public init(_ reply: String) {
    text = ReplyWords.phrase(reply).map { String($0.map { ReplyPhrase.plain[$0] ?? $0 }) }.joined(separator: " ")
  }

  /// Letters with one or two accents by their plain letters; however an accent is written, the character is the same.
  private static let plain: [Character: Character] = {
    let above: [Unicode.Scalar] = [
      "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{304}", "\u{306}", "\u{307}", "\u{308}", "\u{309}", "\u{30A}",
      "\u{30B}", "\u{30C}", "\u{31B}", "\u{323}", "\u{327}", "\u{328}",
    ]
    var plain: [Character: Character] = ["ø": "o", "đ": "d", "ł": "l", "ı": "i"]
    for code in UInt8(ascii: "a")...UInt8(ascii: "z") {
      let letter = Unicode.Scalar(code)
      for first in above {
        plain[character(letter, first)] = Character(letter)
        for second in above { plain[character(letter, first, second)] = Character(letter) }
      }
    }
    return plain
  }()

  private static func character(_ scalars: Unicode.Scalar...) -> Character {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return Character(text)
  }
}
