public import Callbacks
public import Domain
import JSON

/// The elements of a host's request, one event or a list of them.
public struct HostRequest: Sendable {
  /// Most events in one request.
  public static let limit = 5000

  public let elements: [HostElement]
  /// Whether it was a list.
  public let isList: Bool

  /// Reads a verified body; `id` names what has no id of its own, with its place in a list.
  public init(_ body: [UInt8], id: String, now: Instant) throws(CallbackRefusal) {
    let json: JSON
    do throws(JSONError) { json = try JSON.parse(body, limits: .callback) } catch { throw .malformed(at: error.offset) }
    let decoder = HostEventDecoder(now: now)
    guard case .array(let list) = json else {
      isList = false
      elements = [decoder.decode(json, fallback: id)]
      return
    }
    if list.count > HostRequest.limit { throw .tooManyEvents(limit: HostRequest.limit) }
    isList = true
    elements = list.enumerated().map { decoder.decode($0.element, fallback: "\(id)/\($0.offset)") }
  }
}
