import Domain
import FunctionContract
import FunctionHost
import JSON
import Pages

/// The mailbox as pages: every message that went out, and each one as its recipient sees it.
struct MailboxPages: Sendable {
  private let mailbox: Mailbox
  private let context: PageContext

  init(_ mailbox: Mailbox, _ context: PageContext) {
    self.mailbox = mailbox
    self.context = context
  }

  /// The page at `parts`, the address of `request`.
  func answer(_ request: HTTPRequest, _ parts: [String]) -> HTTPResponse {
    guard request.method == "GET" || request.method == "HEAD" else {
      return .plain(405, "the mailbox is only read")
    }
    do throws(RunnerError) {
      guard parts.count > 1 else {
        let form = Form(query: request.rawQuery)
        let question = ReadMail(words: form["q"] ?? "", channel: form["channel"] ?? "")
        let found = try mailbox.messages(question)
        if parts[0] == "mailbox.json" { return list(json: found) }
        return MailboxList(
          context: context, question: question, found: found, outlook: found.isEmpty ? try mailbox.outlook() : nil
        ).response
      }
      guard let mail = try mailbox.message(parts[1]), parts.count == 2 || parts[2] == "html" else {
        return .plain(404, "no such message is in the mailbox")
      }
      let page = MailPage(mail: mail, message: mail.read(at: context.address))
      return parts.count == 2 ? page.response : page.frame
    } catch {
      return .plain(503, error.message)
    }
  }

  private func list(json found: [Mail]) -> HTTPResponse {
    .json(
      .array(
        found.map { mail in
          let message = mail.read(at: context.address)
          return [
            "key": .string(mail.key), "channel": .string(mail.channel), "to": .string(message.to),
            "subject": .string(message.subject), "delivery": .string(mail.deliveryID.map(String.init) ?? ""),
            "acceptedAt": .string(mail.acceptedAt.rfc3339), "state": .string(mail.state), "text": .string(message.text),
            "headers": .object(message.headers.mapValues(JSON.string)),
          ]
        }))
  }
}
