import Access
import Domain
import FunctionContract
import JSON

/// The members of a request's body, each of its field's shape.
struct Body: Sendable {
  /// An operation that takes no body ignores one.
  static let none = Body(members: [:])

  private let members: [String: JSON]

  private init(members: [String: JSON]) { self.members = members }

  /// Reads a JSON object; refuses a member that no field names, one of another shape, and the lack of one that is required.
  init(_ request: HTTPRequest, _ fields: [Field]) throws(Problem) {
    members = try Body.members(request, isOptional: !fields.contains(where: \.isRequired))
    for name in members.keys.sorted() where !fields.contains(where: { $0.name == name }) {
      let known = fields.map(\.name).joined(separator: ", ")
      throw Body.fault(name, "\(name.prefix(64)) is not known here; known: \(known)")
    }
    for field in fields {
      guard let value = members[field.name] else {
        if field.isRequired {
          throw Body.fault(field.name, "\(field.name) is missing: it must be \(field.shape.demand)")
        }
        continue
      }
      if value == .null, field.isNullable { continue }
      if !field.shape.admits(value) { throw Body.fault(field.name, "\(field.name) must be \(field.shape.demand)") }
    }
  }

  /// For a value that does not fit beside others.
  static func fault(_ name: String, _ message: String) -> Problem {
    Problem(400, "parameter", title: "A value does not fit", message, at: .body(name))
  }

  var isEmpty: Bool { members.isEmpty }

  func has(_ name: String) -> Bool { members[name] != nil }

  func text(_ name: String) -> String? { members[name]?.string }

  func integer(_ name: String) -> Int? { members[name]?.integer }

  func number(_ name: String) -> Double? { members[name]?.double }

  func flag(_ name: String) -> Bool? { members[name]?.bool }

  func instant(_ name: String) -> Instant? { text(name).flatMap { Instant(rfc3339: $0) } }

  func integers(_ name: String) -> [Int] { members[name]?.array?.compactMap(\.integer) ?? [] }

  func object(_ name: String) -> JSON? { members[name] }

  func words(_ name: String) -> [String] { members[name]?.array?.compactMap(\.string) ?? [] }

  private static func members(_ request: HTTPRequest, isOptional: Bool) throws(Problem) -> [String: JSON] {
    if request.body.isEmpty, isOptional { return [:] }
    let type = request.headers["content-type"]?.split(separator: ";").first?.lowercased() ?? "application/json"
    guard type.split(separator: " ").first == "application/json" else {
      throw Problem(
        415, "media_type", title: "Not understood", "send the body as application/json", at: .header("content-type"))
    }
    let document: JSON
    do throws(JSONError) { document = try JSON.parse(request.body) } catch {
      throw Problem(400, "body", title: "Not understood", "the body is not JSON: \(error.reason)")
    }
    guard case .object(let members) = document else {
      throw Problem(400, "body", title: "Not understood", "the body must be a JSON object")
    }
    return members
  }
}
