import Domain
import Store

/// Puts accepted messages into the mailbox, in their order.
struct KeepMail: Statement {
  static let sql = """
    insert into local_runner.mailbox (provider, channel, delivery_id, accepted_at, gateway, recipient, subject, words, body)
    select m.provider, m.channel, m.delivery_id, m.accepted_at, $1, m.recipient, m.subject, m.words, m.body
      from unnest($2::text[], $3::text[], $4::bigint[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[])
           with ordinality m(provider, channel, delivery_id, accepted_at, recipient, subject, words, body, place)
     order by m.place
    """
  let gateway: String
  let messages: [AcceptedMessage]

  var binds: [Bind] {
    let read = messages.map { $0.read() }
    return [
      .text(gateway), .texts(messages.map(\.provider.name)), .texts(messages.map(\.channel.rawValue)),
      .optionalTexts(messages.map { Int($0.deliveryID).map(String.init) }), .instants(messages.map(\.acceptedAt)),
      .texts(read.map { $0.to.storable }), .texts(read.map { $0.subject.storable }),
      .texts(read.map { "\($0.to) \($0.toName) \($0.subject) \($0.text)".storable }),
      .texts(messages.map { String(decoding: $0.body, as: UTF8.self).storable }),
    ]
  }
}

extension String {
  /// The text without NUL, which no text of the database holds.
  fileprivate var storable: String { contains("\0") ? replacing("\0", with: "") : self }
}
