import Domain
import Store

/// Reads messages, the newest first: what the fake providers took, and what the ledger sent on channels whose messages are
/// rows of the database.
struct ReadMail: Statement {
  static let sql = """
    with mail as (
      select m.number::text as key, m.number as place, m.channel, m.provider, m.delivery_id, m.accepted_at, m.gateway,
             m.recipient, m.subject, m.words, m.body
        from local_runner.mailbox m
       union all
      select 'delivery-' || d.id, d.id, d.channel::text, null, d.id, d.sent_at, '',
             concat_ws(' ', p.title, p.first_name, p.last_name), coalesce(n.title, d.template),
             concat_ws(' ', p.first_name, p.last_name, n.title, n.body), coalesce(n.body, '')
        from rekindle.message_deliveries d
        left join rekindle.notifications n on n.delivery_id = d.id
        left join lms.people p on p.user_id = d.user_id
       where d.status = 'sent'
         and not exists (select from local_runner.mailbox m where m.delivery_id = d.id))
    select m.key, k.channel, m.provider, m.delivery_id, m.accepted_at, m.gateway, m.recipient, m.subject, m.body,
           case when d.id is null then 'unknown to the ledger'
                when d.complained_at is not null then 'reported as spam'
                when d.bounced_at is not null or d.dropped_at is not null then 'bounced'
                when d.clicked_at is not null then 'link followed'
                when d.opened_at is not null then 'opened'
                when d.delivered_at is not null then 'delivered'
                when d.status in ('unknown', 'presumed_sent') then 'in doubt'
                else d.status end as state,
           coalesce(c.title, '') as campaign, coalesce(d.template, '') as template,
           (select e.content -> 'whatsapp' from jsonb_each(v.messages) e(key, content)
             where e.content ->> 'hash' = d.template_hash limit 1) as content
      from mail m
      left join rekindle.message_deliveries d on d.id = m.delivery_id
     cross join lateral (   -- its provider does not know what it carries
       select case when rekindle.carrier(d.channel) = m.channel then d.channel::text else m.channel end as channel) k
      left join rekindle.campaigns c on c.id = d.campaign_id
      left join rekindle.campaign_versions v
        on v.campaign_id = d.campaign_id and v.version = d.version and d.channel = 'whatsapp'
     where ($1 = '' or position(lower($1) in lower(m.words)) > 0 or m.delivery_id::text = $1)
       and ($2 = '' or m.key = $2) and ($3 = '' or k.channel = $3)
     order by m.accepted_at desc, m.place desc limit $4::int
    """
  static let columns = [
    "key", "channel", "provider", "delivery_id", "accepted_at", "gateway", "recipient", "subject", "body", "state",
    "campaign", "template", "content",
  ]
  var words = ""
  var key = ""
  var channel = ""
  var limit = 200

  var binds: [Bind] { [.text(words), .text(key), .text(channel), .int(limit)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Mail {
    Mail(
      key: try cells.text(0), channel: try cells.text(1), provider: try cells.optionalText(2),
      deliveryID: try cells.optionalInt(3), acceptedAt: try cells.instant(4), gateway: try cells.text(5),
      recipient: try cells.text(6), subject: try cells.text(7), body: try cells.text(8),
      content: try cells.optionalJSON(12), state: try cells.text(9), campaign: try cells.text(10),
      template: try cells.text(11))
  }
}
