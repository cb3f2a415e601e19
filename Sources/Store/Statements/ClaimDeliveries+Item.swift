public import Domain
import JSON

extension ClaimDeliveries {
  /// A delivery that stands in the text of another.
  public struct Item: Sendable {
    /// The delivery in whose text it stands.
    public var carrier: Int
    public var version: CampaignVersionID
    /// Of its own campaign; nil sends at any hour.
    public var window: SendWindow?
    public var fallbackZone: String?
    public var entry: Entry

    public init(
      carrier: Int, version: CampaignVersionID, window: SendWindow?, fallbackZone: String?, entry: Entry
    ) {
      self.carrier = carrier
      self.version = version
      self.window = window
      self.fallbackZone = fallbackZone
      self.entry = entry
    }

    var json: JSON {
      var members: [String: JSON] = [
        "carrier": .integer(carrier), "campaign": .integer(version.campaign), "version": .integer(version.version),
        "id": .integer(entry.id), "learner": .integer(entry.userID), "subject": .integer(entry.subjectID),
        "token": .integer(entry.token), "hash": .string(entry.templateHash),
      ]
      members["from"] = window.map { .integer($0.from) }
      members["to"] = window.map { .integer($0.to) }
      members["zone"] = fallbackZone.map(JSON.string)
      return .object(members)
    }
  }
}
