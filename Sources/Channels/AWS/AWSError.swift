import Domain
import JSON

/// An error of AWS: its name, and what it says.
struct AWSError: Sendable, Equatable {
  let name: String
  let message: String

  /// nil where `name` is none.
  init?(name: some StringProtocol, message: String) {
    guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: ".") })
    else {
      return nil
    }
    self.name = String(name)
    self.message = message
  }

  /// What an error of this name says, whichever service it comes from; nil where the service has to say.
  func outcome(_ answer: Observation.Answer, now: Instant) -> SendOutcome? {
    if name.contains("Throttl") || AWSError.passing.contains(name) {
      return .rejected(retryAfter: RetryAfter.wait(answer, now: now), code: code)
    }
    return AWSError.ofCredentials.contains(name) ? failed(.tripsBreaker) : nil
  }

  func failed(_ effect: FailureEffect) -> SendOutcome {
    .failed(code: code, effect: effect, detail: message.isEmpty ? nil : Redaction.redact(message))
  }

  var code: String { "aws_\(name)" }

  private static let passing: Set = [
    "LimitExceededException", "RequestLimitExceeded", "ServiceUnavailable", "ServiceUnavailableException",
    "TooManyRequestsException",
  ]

  private static let ofCredentials: Set = [
    "AccessDenied", "AccessDeniedException", "AuthorizationError", "AuthorizationErrorException", "ExpiredToken",
    "ExpiredTokenException", "IncompleteSignature", "IncompleteSignatureException", "InvalidClientTokenId",
    "InvalidSecurity", "InvalidSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException",
    "NotAuthorized", "OptInRequired", "RequestExpired", "SignatureDoesNotMatch", "UnrecognizedClientException",
  ]
}
