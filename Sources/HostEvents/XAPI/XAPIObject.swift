import Domain
import JSON

/// The members of one object of a statement: each read in the form that it must have.
struct XAPIObject {
  let path: String
  private let members: [String: JSON]

  /// The object `json`, in which nothing but members of these names may stand.
  init(_ json: JSON, _ path: String, only known: Set<String>) throws(XAPIFault) {
    guard let members = json.object else { throw XAPIFault(path, "an object") }
    if let other = members.keys.filter({ !known.contains($0) }).min() {
      throw XAPIFault("\(path).\(other.prefix(64))", "absent: the specification has no such property here")
    }
    self.path = path
    self.members = members
  }

  subscript(name: String) -> JSON? { members[name] }

  var isEmpty: Bool { members.isEmpty }

  func place(_ name: String) -> String { "\(path).\(name)" }

  /// A member that must be there.
  func required(_ name: String, _ expected: String) throws(XAPIFault) -> JSON {
    guard let value = members[name] else { throw XAPIFault(place(name), expected) }
    return value
  }

  /// A text that fits; nil where there is none.
  func text(_ name: String, _ expected: String = "a text", _ fits: (String) -> Bool = { _ in true })
    throws(XAPIFault) -> String?
  {
    guard let value = members[name] else { return nil }
    guard let text = value.string, fits(text) else { throw XAPIFault(place(name), expected) }
    return text
  }

  func iri(_ name: String) throws(XAPIFault) -> String? { try text(name, "an IRI with its scheme", XAPIForm.isIRI) }

  func uuid(_ name: String) throws(XAPIFault) -> String? { try text(name, "a UUID", XAPIForm.isUUID) }

  func truth(_ name: String) throws(XAPIFault) -> Bool? {
    guard let value = members[name] else { return nil }
    guard let truth = value.bool else { throw XAPIFault(place(name), "true or false") }
    return truth
  }

  func number(_ name: String) throws(XAPIFault) -> Double? {
    guard let value = members[name] else { return nil }
    guard let number = value.double else { throw XAPIFault(place(name), "a number") }
    return number
  }

  /// An instant; one without an offset is UTC.
  func time(_ name: String) throws(XAPIFault) -> Instant? {
    guard let text = try text(name, "a timestamp of ISO 8601", { XAPIForm.time($0) != nil }) else { return nil }
    return XAPIForm.time(text)
  }

  /// Checks a map from languages to texts.
  func languages(_ name: String) throws(XAPIFault) {
    guard let value = members[name] else { return }
    guard let map = value.object else { throw XAPIFault(place(name), "a language map") }
    for (language, text) in map where !XAPIForm.isLanguage(language) || text.string == nil {
      throw XAPIFault(place(name), "a map from languages of RFC 5646 to texts")
    }
  }

  /// Checks a map from IRIs to anything; returns it.
  @discardableResult
  func extensions() throws(XAPIFault) -> [String: JSON] {
    guard let value = members["extensions"] else { return [:] }
    guard let map = value.object, map.keys.allSatisfy(XAPIForm.isIRI) else {
      throw XAPIFault(place("extensions"), "a map from IRIs to values")
    }
    return map
  }

  /// The elements of a list; none where there is no such member.
  func list(_ name: String) throws(XAPIFault) -> [(JSON, String)] {
    guard let value = members[name] else { return [] }
    guard let elements = value.array else { throw XAPIFault(place(name), "a list") }
    return elements.enumerated().map { ($0.element, "\(place(name))[\($0.offset)]") }
  }
}
