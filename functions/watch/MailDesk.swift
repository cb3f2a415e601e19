import Channels
import Dispatching
import Domain
import FunctionContract
import FunctionShell
import JSON
import Mail
import Rendering
import Store

/// Mail to operators: rendered and carried as every mail of the product is, and no part of the ledger.
struct MailDesk {
  /// Above every number that a delivery or a test has, so that callbacks about them are nobody's.
  private static var firstNumber: Int { 3 << 51 }

  let addresses: [EmailAddress]
  private let from: Mailbox
  private let sender: SenderDetails
  private let words: NoticeWords
  private let courier: Courier<EmailMessage>

  /// Reads `list`, addresses with commas between, and who writes by which provider; throws 78 and names the setting at fault.
  init(to list: String, _ words: NoticeWords, _ environment: Environment) throws(HandlerFailure) {
    let texts = list.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
    addresses = texts.compactMap { EmailAddress($0) }
    guard !addresses.isEmpty, addresses.count == texts.count, Set(addresses).count == addresses.count else {
      throw MailDesk.invalid("REKINDLE_ALERT_EMAILS must list different addresses, such as ops@school.example")
    }
    guard let address = EmailAddress(try environment.require("REKINDLE_FROM_EMAIL")) else {
      throw MailDesk.invalid("REKINDLE_FROM_EMAIL must be one plain address such as courses@school.example")
    }
    from = Mailbox(address, name: environment["REKINDLE_FROM_NAME"])
    sender = SenderDetails(brand: words.brand, postalAddress: try environment.require("REKINDLE_POSTAL_ADDRESS"))
    self.words = words
    do throws(ProviderSettingError) {
      courier = try Courier(
        MailProviders.all, of: .email, Settings(environment.values), authorities: environment["REKINDLE_CA_FILE"])
    } catch {
      throw MailDesk.invalid(error.description)
    }
  }

  /// Mails a notice to the address that it is for; returns why it was not taken, or nil.
  func tell(_ notice: ClaimNotice.Row, now: Instant) -> String? {
    guard addresses.indices.contains(notice.receiver.place) else { return "no_receiver" }
    guard let message = try? message(notice, to: addresses[notice.receiver.place]) else { return "unreadable" }
    return courier.send(message, now: now).code
  }

  private func message(_ notice: ClaimNotice.Row, to address: EmailAddress) throws -> EmailMessage {
    let values = notice.incident.map { words.values($0, isOver: notice.isResolution) } ?? notice.body
    let source = notice.incident == nil ? OperatorMail.review : OperatorMail.incident
    // A page of our own, as that of the preferences is: never tracked, and on this machine without TLS.
    let page = notice.incident == nil ? words.dashboardURL : words.incidentsURL
    let rendered = try EmailRenderer.render(
      EmailTemplate(source), context: values, sender: sender,
      links: RecipientLinks(unsubscribe: "", unsubscribeAll: "", preferences: page))
    return try EmailMessage(
      correlation: Correlation(deliveryID: MailDesk.firstNumber + notice.id, environment: "no-ledger"), from: from,
      to: Mailbox(address), subject: rendered.subject, text: rendered.text, html: rendered.html, unsubscribeURL: nil,
      categories: ["operators"])
  }

  private static func invalid(_ message: String) -> HandlerFailure {
    HandlerFailure(.configuration, "Configuration.Invalid", message)
  }
}
