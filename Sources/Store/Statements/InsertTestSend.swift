public import Domain
public import JSON

/// Asks for a message to an address of somebody's own; returns its id, or nothing where somebody said no to everything there.
public struct InsertTestSend: Statement {
  public static let sql = """
    insert into rekindle.test_sends (channel, campaign, version, template, body, context, address, requested_by, requested_at)
    select $1::text, $2, $3::int, $4, $5::jsonb, $6::jsonb, $7, $8, $9
     where not exists (
       select from rekindle.suppressions s
        where s.address_hash = rekindle.address_hash(rekindle.address_kind($1::text), $7::text) and s.lifted_at is null
          and s.scope = 'all' and s.channel in ('all', $1::text, rekindle.carrier($1::text)))
    returning id
    """
  public static let columns = ["id"]

  public var channel: Channel
  public var campaign: String
  public var version: Int
  public var template: String
  /// The compiled message, marked as a test.
  public var body: JSON
  public var context: JSON
  public var address: String
  /// The name of the key.
  public var key: String
  public var now: Instant

  public init(
    channel: Channel, campaign: String, version: Int, template: String, body: JSON, context: JSON, address: String,
    key: String, now: Instant
  ) {
    self.channel = channel
    self.campaign = campaign
    self.version = version
    self.template = template
    self.body = body
    self.context = context
    self.address = address
    self.key = key
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(channel.rawValue), .text(campaign), .int(version), .text(template), .json(body), .json(context),
      .text(address), .text(key), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
