/// What everybody is written whose invitation has become untrue in one way.
public struct InvitationCorrection: Sendable, Equatable {
  public var change: InvitationChange
  /// Name of the message: `messages/<template>.calendar.md`.
  public var template: String

  public init(_ change: InvitationChange, template: String) {
    self.change = change
    self.template = template
  }
}
