public import Channels
public import Domain
public import Rendering

/// Why a message cannot be written; the delivery is skipped with it.
public struct Unsendable: Error, Sendable, Equatable {
  public let reason: Reason
  /// What the reason is about, such as the variable that was missing: a name or a count, never a learner's value.
  public let detail: String?

  public init(_ reason: Reason, _ detail: String? = nil) {
    self.reason = reason
    self.detail = detail
  }

  /// The reason behind a text that could not be rendered.
  public init(_ error: RenderingError) {
    switch error {
    case .missing(let variable): self.init(.missingVariable, variable)
    case .refusedLink(let fault): self.init(.refusedLink, fault.description)
    case .unprintable, .broken, .unreadable: self.init(.brokenTemplate, error.description)
    case .tooManySegments, .tooLong, .tooLarge: self.init(.tooLong, error.description)
    }
  }

  /// The reason behind an invitation that cannot be written: its meeting lacks something, or is over.
  public static func noMeeting(_ detail: String) -> Unsendable { Unsendable(.missingVariable, "meeting: \(detail)") }

  /// The reason behind a text that no provider could carry.
  public init(_ error: MessageError) {
    switch error {
    case .empty: self.init(.brokenTemplate, error.description)
    case .tooLong: self.init(.tooLong, error.description)
    case .controlCharacter, .malformed: self.init(.refusedHeader, error.description)
    }
  }
}
