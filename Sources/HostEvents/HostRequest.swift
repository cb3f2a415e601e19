public import Callbacks
public import Domain
public import FunctionContract
import JSON

/// The elements of a host's request, one event or a list of them.
public struct HostRequest: Sendable {
  /// Most events in one request.
  public static let limit = 5000

  public let elements: [HostElement]

  /// Reads a verified request; `id` names what has no id of its own, with its place in a list, or with its line in a list of
  /// leads as CSV.
  public init(_ request: HTTPRequest, id: String, now: Instant) throws(CallbackRefusal) {
    if request.headers["content-type"]?.lowercased().hasPrefix("text/csv") == true {
      elements = try LeadList(id: id, now: now).elements(of: request.body)
      return
    }
    let json: JSON
    do throws(JSONError) { json = try JSON.parse(request.body, limits: .callback) } catch {
      throw .malformed(at: error.offset)
    }
    let decoder = HostEventDecoder(now: now)
    guard case .array(let list) = json else {
      elements = [decoder.decode(json, fallback: id)]
      return
    }
    if list.count > HostRequest.limit { throw .tooManyEvents(limit: HostRequest.limit) }
    elements = list.enumerated().map { decoder.decode($0.element, fallback: "\(id)/\($0.offset)") }
  }
}
