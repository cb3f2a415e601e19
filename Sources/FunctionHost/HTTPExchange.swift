import CHTTPServer
import Domain
public import FunctionContract
import Glibc

/// One request on its way in, as the server's handler sees it; of use only until the handler returns.
///
/// Headers are looked up in the connection when they are asked for: a handler that needs none pays for none.
public final class HTTPExchange {
  /// The request target as received, percent-encoded, with its query; a path, also where the client sent a whole URL.
  public internal(set) var target: String
  /// Upper-case method.
  public internal(set) var method = ""
  /// The body as received.
  public internal(set) var body: [UInt8] = []
  let connection: OpaquePointer
  /// The connection's socket.
  let socket: Int32
  /// Bytes of the target as received.
  let targetSize: Int
  var discarded = 0
  var phase = Phase.headers
  /// Whether the connection is closed after the answer.
  var isLast = false

  enum Phase {
    case headers
    case body
    /// The rest of the body is dropped before the answer, so that the client reads it.
    case refused(HTTPResponse)
    /// Suspended until the answer is there.
    case waiting
    /// Resumed with its answer; nil closes the connection.
    case settled(HTTPResponse?)
    case answered
  }

  init(target: UnsafeRawBufferPointer?, connection: OpaquePointer) {
    self.target = target?.text ?? ""
    targetSize = target?.count ?? 0
    self.connection = connection
    socket = http_socket(connection)
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
    var headers: [String: String] = [:]
    for field in fields {
      let name = field.name.text.lowercased()
      headers[name] = headers[name].map { "\($0),\(field.value.text)" } ?? field.value.text
    }
    let cookies = headers["cookie"]?.split(separator: ";").map { String($0.drop { $0 == " " }) } ?? []
    return HTTPRequest(
      method: method, rawPath: String(path), rawQuery: query, headers: headers, cookies: cookies, body: body,
      sourceIP: http_peer(connection).map(SocketAddress.digits) ?? "", requestID: id)
  }

  /// The headers where they lie in the connection's memory, in the order in which they came.
  var fields: [HTTPField] {
    final class Collected { var fields: [HTTPField] = [] }
    let collected = Collected()
    MHD_get_connection_values_n(
      connection, .HEADER_KIND,
      { context, _, name, nameSize, value, valueSize in
        guard let context else { return .YES }
        let field = HTTPField(
          name: UnsafeRawBufferPointer(start: name, count: nameSize),
          value: UnsafeRawBufferPointer(start: value, count: valueSize))
        Unmanaged<Collected>.fromOpaque(context).takeUnretainedValue().fields.append(field)
        return .YES
      }, Unmanaged.passUnretained(collected).toOpaque())
    return collected.fields
  }
}
