import Channels
import Domain
import FunctionContract
import FunctionShell
import JSON
import Mail
import Rendering
import Sending
import Store

/// Email: HTML and text from one sender's address.
struct EmailChannel: MessageChannel {
  static let channel = Channel.email

  let writer: MailWriter

  init(_ environment: Environment) throws(HandlerFailure) { writer = try MailWriter(environment) }

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadContacts(ids: ids))
  }

  func template(_ body: JSON) throws(Unsendable) -> EmailTemplate { try writer.template(EmailSource(json: body)) }

  func compose(
    _ draft: Draft<EmailTemplate>, under terms: Void
  ) throws(Unsendable) -> Composition<EmailMessage> {
    try writer.compose(draft, in: draft.template)
  }
}
