/// What was seen on the wire for one request: the only ground on which an outcome is decided.
public enum Observation: Sendable, Equatable {
  /// A final status arrived; the answer may be cut short.
  case answered(Answer)
  /// Nothing that a provider could have acted on was written.
  case notSent(Interruption)
  /// Something was written and no status came back: nobody here can know what became of it.
  case interrupted(Interruption)
  /// The request's time to start had passed before anything was written.
  case tooLate
  /// The transport would not send this: a retry cannot help before something is set right.
  case refused(Refusal)

  /// A provider's answer.
  public struct Answer: Sendable, Equatable {
    /// The HTTP status, or the SMTP reply code.
    public let status: Int
    /// The header lines as received, CRLF between; empty for SMTP.
    public let headers: [UInt8]
    /// The body as far as the transport's limit allows; for SMTP the last reply line.
    public let body: [UInt8]
    /// Whether the body ended as announced, within the limits.
    public let isComplete: Bool

    public init(status: Int, headers: [UInt8] = [], body: [UInt8] = [], isComplete: Bool = true) {
      self.status = status
      self.headers = headers
      self.body = body
      self.isComplete = isComplete
    }

    /// The value of the last header named `name` in lower case, blanks around it removed.
    public func header(_ name: String) -> String? {
      let name = Array(name.utf8)
      var found: String?
      for line in headers.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
        guard line.count > name.count, line[line.startIndex + name.count] == UInt8(ascii: ":"),
          zip(line, name).allSatisfy({ $0 == $1 || ($0 | 0x20 == $1 && (0x41...0x5A).contains($0)) })
        else { continue }
        let value = line.dropFirst(name.count + 1).drop { $0 == 0x20 || $0 == 0x09 }
        let end = value.lastIndex { $0 != 0x20 && $0 != 0x09 }
        found = String(decoding: end.map { value[...$0] } ?? value, as: UTF8.self)
      }
      return found
    }
  }

  /// What broke off.
  public enum Interruption: String, Sendable {
    case dns, connect, tls, timeout, reset
    /// The server answered something that is not the protocol, or refused the session.
    case protocolFault = "protocol"
  }

  /// Why the transport would not send.
  public enum Refusal: String, Sendable {
    /// A control character, or more bytes than a request may have.
    case malformedRequest = "malformed_request"
    /// The server offers no login although one is configured; sending would go out unauthenticated.
    case loginNotOffered = "login_not_offered"
    /// The server's certificate is expired, another host's, or signed by nobody we trust; nothing was said to it.
    case untrustedCertificate = "untrusted_certificate"
  }
}
