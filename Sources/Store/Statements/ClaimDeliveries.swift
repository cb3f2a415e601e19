public import Domain
public import JSON

/// Claims rendered deliveries of one campaign version for sending: lease, attempt and fencing token in one statement,
/// the last commit before the wire (docs/correctness.md).
///
/// It looks again at everything that may have changed since the reservation. An opt-out holds the recipient's row, so it
/// is wholly before a claim, which then sees it, or wholly after; a recipient whose row changed while the claim waited
/// for its snapshot is left for the next announcement.
public struct ClaimDeliveries: Statement {
  /// One delivery to claim.
  public struct Entry: Sendable {
    public var id: Int
    public var userID: Int
    public var subjectID: Int
    /// Random; every outcome but an acceptance must carry it.
    public var token: Int
    public var templateHash: String
    public var addressHash: [UInt8]
    /// What is paid for: the segments of an SMS, 1 of anything else.
    public var units: Int
    /// The SHA-256 of what leaves; an item leaves with its carrier.
    public var digest: [UInt8]

    public init(
      id: Int, userID: Int, subjectID: Int, token: Int, templateHash: String, addressHash: [UInt8], units: Int,
      digest: [UInt8]
    ) {
      self.id = id
      self.userID = userID
      self.subjectID = subjectID
      self.token = token
      self.templateHash = templateHash
      self.addressHash = addressHash
      self.units = units
      self.digest = digest
    }
  }

  /// One tracked link of a delivery to claim.
  public struct Link: Sendable {
    public var deliveryID: Int
    public var index: Int
    public var code: String
    public var target: String

    public init(deliveryID: Int, index: Int, code: String, target: String) {
      self.deliveryID = deliveryID
      self.index = index
      self.code = code
      self.target = target
    }
  }

  /// What a delivery to claim tells its learner about a meeting.
  public struct Told: Sendable, Equatable {
    public var deliveryID: Int
    public var uid: String
    public var sequence: Int
    /// `invited`, `cancelled` or `removed`.
    public var status: String
    /// Time and place, by which a later message sees whether they have changed.
    public var times: String
    /// The meeting as the message's context has it, without its description.
    public var meeting: JSON
    /// When the last of it is over.
    public var endsAt: Instant
    /// The address that answers go to.
    public var organizer: String

    public init(
      deliveryID: Int, uid: String, sequence: Int, status: String, times: String, meeting: JSON, endsAt: Instant,
      organizer: String
    ) {
      self.deliveryID = deliveryID
      self.uid = uid
      self.sequence = sequence
      self.status = status
      self.times = times
      self.meeting = meeting
      self.endsAt = endsAt
      self.organizer = organizer
    }

    var json: JSON {
      [
        "delivery": .integer(deliveryID), "uid": .string(uid), "sequence": .integer(sequence),
        "status": .string(status), "times": .string(times), "meeting": meeting, "ends_at": .string(endsAt.rfc3339),
        "organizer": .string(organizer),
      ]
    }
  }

  public struct Row: Sendable {
    public let id: Int
    /// `sending` where it is claimed, `skipped` with its reason, `scheduled` where it has to wait.
    public let status: DeliveryStatus
    /// The number of this attempt, from 1.
    public let attempt: Int
  }

  public static let sql = """
    select c.id, c.status, c.attempt
      from rekindle.claim_deliveries($1, $2, $3, $4, $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[],
             $10::bytea[], $11, $12, $13, $14::text[], $15::bigint[], $16::smallint[], $17::text[], $18::smallint[],
             $19::jsonb, $20::jsonb, $21::bytea[]) c
    """
  public static let columns = ["id", "status", "attempt"]

  public var version: CampaignVersionID
  public var provider: String
  /// The channel's send window; nil sends at any hour.
  public var window: SendWindow?
  public var fallbackZone: String?
  public var entries: [Entry]
  public var links: [Link]
  public var told: [Told]
  /// What stands in the texts of the entries: each of these is claimed with all of its items, or not at all.
  public var items: [Item]
  public var now: Instant

  public init(
    version: CampaignVersionID, provider: String, window: SendWindow?, fallbackZone: String?, entries: [Entry],
    links: [Link], told: [Told] = [], items: [Item] = [], now: Instant
  ) {
    self.version = version
    self.provider = provider
    self.window = window
    self.fallbackZone = fallbackZone
    self.entries = entries
    self.links = links
    self.told = told
    self.items = items
    self.now = now
  }

  public var binds: [Bind] {
    [
      .int(version.campaign), .int(version.version), .instant(now), .text(provider), .ints(entries.map(\.id)),
      .ints(entries.map(\.userID)), .ints(entries.map(\.subjectID)), .ints(entries.map(\.token)),
      .texts(entries.map(\.templateHash)), .byteas(entries.map(\.addressHash)), .int(window?.from), .int(window?.to),
      .text(fallbackZone), .texts(links.map(\.code)), .ints(links.map(\.deliveryID)), .ints(links.map(\.index)),
      .texts(links.map(\.target)), .ints(entries.map(\.units)), .json(.array(told.map(\.json))),
      items.isEmpty ? .null : .json(.array(items.map(\.json))), .byteas(entries.map(\.digest)),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(id: try cells.int(0), status: try cells.deliveryStatus(1), attempt: try cells.int(2))
  }
}
