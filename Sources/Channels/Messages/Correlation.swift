import Encoding

/// What every provider is given to echo: which delivery a message is, and of which installation.
///
/// The environment keeps a staging event from ever matching a production delivery (docs/correctness.md).
public struct Correlation: Sendable, Hashable {
  public let deliveryID: Int
  public let environment: String

  /// `environment` has 1 to 32 letters, digits, hyphens or underscores.
  public init(deliveryID: Int, environment: String) throws(MessageError) {
    guard (1...32).contains(environment.utf8.count),
      environment.utf8.allSatisfy({
        PercentEncoding.isUnreserved($0) && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "~")
      })
    else { throw .malformed("environment's name", needs: "1 to 32 letters, digits, hyphens or underscores") }
    self.deliveryID = deliveryID
    self.environment = environment
  }
}
