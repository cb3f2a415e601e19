public import FunctionContract
import JSON

/// A request that stores statements: `POST /xapi/statements` with one or a list, or `PUT` with one and its id.
public struct XAPIRequest: Sendable {
  /// Why a request is refused whole, as the specification wants it.
  public struct Refusal: Error, Sendable, Equatable {
    public let status: Int
    /// What would fit.
    public let advice: String

    init(_ status: Int, _ advice: String) {
      self.status = status
      self.advice = advice
    }
  }

  /// Most statements in one request.
  public static let limit = 5000
  /// The versions that are spoken, the newest first.
  public static let versions = ["2.0.0", "1.0.3", "1.0.2", "1.0.1", "1.0.0"]

  public let statements: [XAPIStatement]
  /// The version that answers are told in.
  public let version: String

  /// Reads a request; one statement that is none refuses all of them.
  public init(_ request: HTTPRequest) throws(Refusal) {
    guard let version = request.headers["x-experience-api-version"], XAPIRequest.isVersion(version) else {
      throw Refusal(400, "send the header X-Experience-API-Version with 1.0.3 or 2.0.0\n")
    }
    self.version = version.hasPrefix("2") ? "2.0.0" : "1.0.3"
    let content = (request.headers["content-type"] ?? "").lowercased()
    guard content.split(separator: ";").first?.trimmed == "application/json" else {
      throw Refusal(415, "send application/json; attachments are not stored here\n")
    }
    let json: JSON
    do throws(JSONError) { json = try JSON.parse(request.body, limits: .event) } catch {
      throw Refusal(400, "the body is no JSON, from byte \(error.offset) on\n")
    }
    if (json.array?.count ?? 1) > XAPIRequest.limit {
      throw Refusal(413, "send at most \(XAPIRequest.limit) statements in one request\n")
    }
    statements = try XAPIRequest.statements(json, request)
    let ids = statements.compactMap(\.id)
    if Set(ids).count < ids.count { throw Refusal(400, "two statements have one id\n") }
  }

  /// Whether a version is one of those that are spoken.
  static func isVersion(_ text: String) -> Bool { text == "1.0" || text.hasPrefix("1.0.") || text.hasPrefix("2.0") }

  private static func statements(_ json: JSON, _ request: HTTPRequest) throws(Refusal) -> [XAPIStatement] {
    do throws(XAPIFault) {
      if request.method == "PUT" { return [try put(json, request)] }
      guard let list = json.array else { return [try XAPIStatement(json)] }
      var statements: [XAPIStatement] = []
      for (index, element) in list.enumerated() {
        do throws(XAPIFault) { statements.append(try XAPIStatement(element)) } catch { throw error.inElement(index) }
      }
      return statements
    } catch {
      throw Refusal(400, error.text)
    }
  }

  private static func put(_ json: JSON, _ request: HTTPRequest) throws(XAPIFault) -> XAPIStatement {
    let prefix = "statementId="
    let id = request.rawQuery.split(separator: "&").first { $0.hasPrefix(prefix) }?.dropFirst(prefix.count).lowercased()
    guard let id, XAPIForm.isUUID(id) else { throw XAPIFault("statementId", "a UUID in the query") }
    var statement = try XAPIStatement(json)
    if let own = statement.id, own != id { throw XAPIFault(".id", "the statementId of the query") }
    statement.id = id
    return statement
  }
}

extension Substring {
  fileprivate var trimmed: Substring { drop { $0 == " " }.prefix { $0 != " " } }
}
