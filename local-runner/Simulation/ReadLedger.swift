import Store

/// Counts of a campaign, a day, a channel and an outcome.
struct LedgerLine: Sendable {
  /// The campaign's slug.
  var campaign: String
  var day: String
  var channel: String
  /// What became of it: `sent`, `skipped`, `failed` or another status of the ledger.
  var status: String
  /// The template of what was sent, the reason of what was not.
  var detail: String
  var count: Int
}

/// Reads the ledger by campaign, day, channel and reason.
struct ReadLedger: Statement {
  static let sql = """
    select c.slug as campaign, (coalesce(d.sent_at, d.scheduled_at) at time zone 'UTC')::date::text as day, d.channel,
           d.status, coalesce(case when d.status = 'sent' then d.template else d.reason end, '') as detail,
           count(*)::int as n
      from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
     where coalesce(d.sent_at, d.scheduled_at) >= $1::timestamptz
     group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    """
  static let columns = ["campaign", "day", "channel", "status", "detail", "n"]
  var since: String
  var binds: [Bind] { [.text(since)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> LedgerLine {
    LedgerLine(
      campaign: try cells.text(0), day: try cells.text(1), channel: try cells.text(2), status: try cells.text(3),
      detail: try cells.text(4), count: try cells.int(5))
  }
}

/// Reads which promises are broken, and how often: none at any moment.
struct ReadViolations: Statement {
  static let sql = "select rule, n::int as n from rekindle.violations"
  static let columns = ["rule", "n"]
  var binds: [Bind] { [] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> (rule: String, count: Int) {
    (try cells.text(0), try cells.int(1))
  }
}
