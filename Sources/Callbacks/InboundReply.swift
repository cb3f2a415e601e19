public import Domain

/// What somebody wrote back to one of our numbers; the text itself is not kept.
public struct InboundReply: Sendable, Equatable {
  /// What the writer wants.
  public enum Intent: String, Sendable {
    case stop, start, help, other
  }

  /// The writer's number in E.164.
  public let from: String
  public let channel: Channel
  public let intent: Intent
  /// Whether the provider has already answered and blocked or unblocked the number by itself.
  public let isAnswered: Bool
  public let providerMessageID: String

  /// Reads the intent of a text: the carriers' keywords alone on their line, or a refusal as its first word.
  public static func intent(of text: String) -> Intent {
    let words = text.uppercased().split { !$0.isLetter && !$0.isNumber }
    if words.count > 1, words[0] == "OPT", words[1] == "OUT" { return .stop }
    guard let first = words.first else { return .other }
    if ["STOP", "STOPALL", "UNSUBSCRIBE", "REVOKE", "OPTOUT"].contains(first) { return .stop }
    if words.count > 1 { return .other }
    if ["CANCEL", "END", "QUIT"].contains(first) { return .stop }
    if ["START", "YES", "UNSTOP"].contains(first) { return .start }
    return ["HELP", "INFO"].contains(first) ? .help : .other
  }
}
