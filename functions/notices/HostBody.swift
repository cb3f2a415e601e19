import Access
import FunctionContract
import JSON

/// The body of a host's request: an object of known members.
struct HostBody {
  private let values: [String: JSON]

  init(_ request: HTTPRequest, members: [String]) throws(Problem) {
    guard let values = (try? JSON.parse(request.body, limits: JSONLimits(bytes: 1 << 16, depth: 4)))?.object else {
      throw Problem(400, "body", title: "The body cannot be read", "send a JSON object")
    }
    self.values = values.filter { $0.value != .null }
    for name in values.keys.sorted() where !members.contains(name) {
      throw fault(String(name.prefix(64)), "known: \(members.joined(separator: ", "))")
    }
  }

  func fault(_ name: String, _ needs: String) -> Problem {
    Problem(422, "member", title: "A value does not fit", "\(name) must be \(needs)", at: .body(name))
  }

  func integer(_ name: String) throws(Problem) -> Int {
    guard let value = values[name]?.integer else { throw fault(name, "a whole number") }
    return value
  }

  func integer(_ name: String, in bounds: ClosedRange<Int>, else usual: Int) throws(Problem) -> Int {
    guard let value = values[name] else { return usual }
    guard let number = value.integer, bounds.contains(number) else {
      throw fault(name, "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }

  func flag(_ name: String) throws(Problem) -> Bool? {
    guard let value = values[name] else { return nil }
    guard let flag = value.bool else { throw fault(name, "true or false") }
    return flag
  }

  /// A text with words in it, of at most `limit` UTF-16 units; nil where there is none.
  func text(_ name: String, upTo limit: Int) throws(Problem) -> String? {
    guard let value = values[name] else { return nil }
    guard let text = value.string, !text.allSatisfy(\.isWhitespace), text.utf16.count <= limit else {
      throw fault(name, "a text of 1 to \(limit) characters")
    }
    return text
  }

  func required(_ name: String, upTo limit: Int) throws(Problem) -> String {
    guard let text = try text(name, upTo: limit) else { throw fault(name, "a text of 1 to \(limit) characters") }
    return text
  }

  /// A word as types are written; nil where there is none.
  func word(_ name: String) throws(Problem) -> String? {
    guard let text = try text(name, upTo: 40) else { return nil }
    let isWord = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    if !isWord { throw fault(name, "a word of lower-case letters, digits and hyphens") }
    return text
  }
}
