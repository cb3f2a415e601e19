import Channels
import Domain
import FunctionContract
import FunctionShell
import Store

/// Whom this installation tells: addresses of mail and a webhook, as its settings have them, or nobody.
struct Operators {
  private let desk: MailDesk?
  private let webhook: Webhook?
  private let words: NoticeWords

  /// Reads and checks the settings; throws 78 and names the one at fault.
  init(_ environment: Environment) throws(HandlerFailure) {
    let words = NoticeWords(
      brand: try environment.require("REKINDLE_SENDER_NAME"), publicURL: try environment.require("REKINDLE_PUBLIC_URL"))
    self.words = words
    desk = try environment["REKINDLE_ALERT_EMAILS"].map { (list) throws(HandlerFailure) in
      try MailDesk(to: list, words, environment)
    }
    webhook = try environment["REKINDLE_ALERT_WEBHOOK_URL"].map { (url) throws(HandlerFailure) in
      try Webhook(url, environment)
    }
  }

  /// Everybody who is told of incidents.
  var receivers: [NoticeReceiver] { readers + (webhook == nil ? [] : [NoticeReceiver(.webhook)]) }

  /// Who reads mail.
  var readers: [NoticeReceiver] { (desk?.addresses ?? []).indices.map { NoticeReceiver(.email, $0) } }

  /// Tells one notice; returns why it was not taken, nil where it was.
  func tell(_ notice: ClaimNotice.Row, now: Instant) -> String? {
    switch notice.receiver.medium {
    case .email:
      guard let desk else { return "no_receiver" }
      return desk.tell(notice, now: now)
    case .webhook:
      guard let webhook else { return "no_receiver" }
      return webhook.tell(words.line(notice), id: notice.id, now: now)
    }
  }
}
