import CHTTPServer
import Domain
public import FunctionContract
import Glibc

/// One request on its way in, as the server's handler sees it.
///
/// Headers are looked up in the connection when they are asked for: a handler that needs none pays for none.
public final class HTTPExchange {
  /// The request target as received, percent-encoded, with its query.
  public let target: String
  /// Upper-case method.
  public internal(set) var method = ""
  /// The body as received.
  public internal(set) var body: [UInt8] = []
  let connection: OpaquePointer
  let started = Monotonic.now
  var discarded = 0
  var phase = Phase.headers

  enum Phase {
    case headers
    case body
    case tooLarge
    /// Suspended until the answer is due.
    case delayed(HTTPResponse)
    case answered
  }

  init(target: String, connection: OpaquePointer) {
    self.target = target
    self.connection = connection
  }

  /// The target up to `?`.
  public var path: Substring { target.prefix { $0 != "?" } }

  /// The value of the first header with this name, whatever its case.
  public func header(_ name: String) -> String? {
    MHD_lookup_connection_value(connection, .HEADER_KIND, name).map { String(cString: $0) }
  }

  /// The request in the contract's form, with all its headers.
  public func request(id: String) -> HTTPRequest {
    let query = target.utf8.count > path.utf8.count ? String(target.dropFirst(path.count + 1)) : ""
    let headers = headers
    let cookies = headers["cookie"]?.split(separator: ";").map { String($0.drop { $0 == " " }) } ?? []
    return HTTPRequest(
      method: method, rawPath: String(path), rawQuery: query, headers: headers, cookies: cookies, body: body,
      sourceIP: peer, requestID: id)
  }

  private var headers: [String: String] {
    final class Collected { var values: [String: String] = [:] }
    let collected = Collected()
    MHD_get_connection_values(
      connection, .HEADER_KIND,
      { context, _, name, value in
        guard let context, let name else { return .YES }
        let collected = Unmanaged<Collected>.fromOpaque(context).takeUnretainedValue()
        let key = String(cString: name).lowercased()
        let text = value.map { String(cString: $0) } ?? ""
        collected.values[key] = collected.values[key].map { "\($0),\(text)" } ?? text
        return .YES
      }, Unmanaged.passUnretained(collected).toOpaque())
    return collected.values
  }

  /// The peer's IPv4 address; empty for other kinds.
  private var peer: String {
    guard let address = http_peer(connection), address.pointee.sa_family == sa_family_t(AF_INET) else { return "" }
    let bytes = UnsafeRawPointer(address).loadUnaligned(fromByteOffset: 4, as: UInt32.self)
    return withUnsafeBytes(of: bytes) { $0.map(String.init).joined(separator: ".") }
  }
}
