import Access
import Domain

/// What the learner's pages say in one language; a language is one entry in `all`.
///
/// What stands in braces is put in: `{sender}`, `{name}`, `{kind}`, `{topic}`, `{what}`, `{channel}`, `{day}`, `{days}`, `{hour}`.
struct PageWords: Sendable {
  /// The language's tag, as the page declares it and days are written in it.
  let tag: String
  /// The sender, where none is named.
  let us: String
  let optOut: OptOutWords
  let preferences: PreferenceWords
  let wishes: WishWords
  let data: DataWords
  /// Titles and sentences of what stands in the way, by its code; English ones are the problems' own.
  let problems: [String: (title: String, message: String)]

  /// By the languages' tags.
  static let all: [String: PageWords] = Dictionary(
    uniqueKeysWithValues: [english, german].map { ($0.tag, $0) })

  /// The words for a learner with this locale, in which they are written to; where it leads to none, those that the browser asks for.
  static func of(locale: String?, accepting header: String?) -> PageWords {
    if let tag = LanguageTag.best(for: locale, among: all.keys), let words = all[tag] { return words }
    let wanted = (header ?? "").split(separator: ",").map { range -> (tag: String, weight: Double) in
      let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      return (parts.first ?? "", weight)
    }
    for range in wanted.filter({ $0.weight > 0 }).sorted(by: { $0.weight > $1.weight }) {
      if let tag = LanguageTag.best(for: range.tag, among: all.keys), let words = all[tag] { return words }
    }
    return english
  }

  /// The problem in this language.
  func problem(_ problem: Problem) -> Problem {
    guard let words = problems[problem.code] else { return problem }
    return Problem(problem.status, problem.code, title: words.title, words.message, headers: problem.headers)
  }
}

extension String {
  /// The text with values in the places that their names in braces hold.
  func with(_ values: KeyValuePairs<String, String>) -> String {
    values.reduce(self) { $0.replacing("{\($1.key)}", with: $1.value) }
  }
}
