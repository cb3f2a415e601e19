import FunctionContract

/// Where an emitted event goes.
public enum EventDestination: Sendable, Hashable, CustomStringConvertible {
  /// Whoever called the function: a Pipe's array, an output binding, one reply event over HTTP.
  case reply
  /// A URL that takes one structured CloudEvent a POST.
  case post(String)
  /// An SQS queue, by its URL.
  case queue(String)
  /// An EventBridge bus, by name or ARN.
  case bus(String)
  /// A program, by its absolute path: started for each event with the type as its argument, the event on standard
  /// input, and exit code 0 as the confirmation.
  case program(String)

  /// Reads `reply`, `http://…`, `https://…`, `sqs:<queue url>`, `eventbridge:<bus name or arn>` or `exec:<absolute path>`;
  /// nil for other text.
  init?(_ text: Substring) {
    guard text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else { return nil }
    if text == "reply" {
      self = .reply
    } else if EventDestination.isWebAddress(text) {
      self = .post(String(text))
    } else if text.hasPrefix("sqs:"), EventDestination.isWebAddress(text.dropFirst(4)) {
      self = .queue(String(text.dropFirst(4)))
    } else if text.hasPrefix("eventbridge:"), EventDestination.isBus(text.dropFirst(12)) {
      self = .bus(String(text.dropFirst(12)))
    } else if text.hasPrefix("exec:/") {
      self = .program(String(text.dropFirst(5)))
    } else {
      return nil
    }
  }

  /// The destination for a person: a URL without its query, where a token may stand.
  public var description: String {
    switch self {
    case .reply: "reply"
    case .post(let url): String(url.prefix { $0 != "?" })
    case .queue(let url): "sqs:\(url.prefix { $0 != "?" })"
    case .bus(let name): "eventbridge:\(name)"
    case .program(let path): "exec:\(path)"
    }
  }

  /// An absolute URL with a host and without a user, a fragment or a backslash.
  private static func isWebAddress(_ text: Substring) -> Bool {
    guard text.hasPrefix("http://") || text.hasPrefix("https://"), !text.contains("#"), !text.contains("\\") else {
      return false
    }
    let authority = text.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != "?" }
    return !authority.isEmpty && !authority.hasPrefix(":") && !authority.contains("@")
  }

  private static func isBus(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 1600
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "._-/:".utf8.contains(byte)
        }
      }
  }
}
