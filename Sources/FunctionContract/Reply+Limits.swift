import JSON

extension Reply {
  /// Most events that one reply may carry: the tightest bus takes no more.
  static let maxEvents = 10
  /// Largest event in bytes, as every bus must forward it (CloudEvents 1.0 §Size Limits).
  static let maxEventBytes = 64 << 10

  /// Fails with exit code 70 where no bus would take the reply's events or its response would break an HTTP message.
  func check() throws(HandlerFailure) {
    switch self {
    case .done(_, let events): try Reply.check(events)
    case .http(let response, let events):
      if let fault = response.fault { throw Reply.bug(fault) }
      try Reply.check(events)
    }
  }

  /// The failure of a reply outside the contract.
  static func bug(_ message: String) -> HandlerFailure { HandlerFailure(.software, "Bug.Reply", message) }

  private static func check(_ events: [CloudEvent]) throws(HandlerFailure) {
    if events.count > maxEvents { throw bug("\(events.count) events in one reply, more than \(maxEvents)") }
    for event in events {
      let size = event.json.bytes.count
      if size > maxEventBytes { throw bug("an emitted event has \(size) bytes, more than \(maxEventBytes)") }
    }
  }
}

extension HTTPResponse {
  fileprivate var fault: String? {
    if !(100...599).contains(status) { return "\(status) is no HTTP status" }
    for name in headers.keys where name.isEmpty || !name.utf8.allSatisfy({ (0x21..<0x7F).contains($0) && $0 != 0x3A }) {
      return "a response header's name is not one"
    }
    let values = headers.values + cookies
    if values.contains(where: { $0.utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F } }) {
      return "a response header holds a line break or another control character"
    }
    return nil
  }
}
