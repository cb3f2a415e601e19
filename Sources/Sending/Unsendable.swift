public import Channels
public import Domain
public import Rendering

/// Why a message cannot be written; the delivery is skipped with it.
public struct Unsendable: Error, Sendable, Equatable {
  public let reason: Reason

  public init(_ reason: Reason) { self.reason = reason }

  /// The reason behind a text that could not be rendered.
  public init(_ error: RenderingError) {
    switch error {
    case .refusedLink: self.init(.refusedLink)
    case .missing, .controlCharacter: self.init(.missingVariable)
    case .unprintable, .tooManySegments, .tooLarge: self.init(.brokenTemplate)
    }
  }

  /// The reason behind a text that no provider could carry.
  public init(_ error: MessageError) { self.init(.brokenTemplate) }
}
