import Cryptography
public import Domain
import Encoding
import FunctionContract
public import JSON
public import Rendering

/// A campaign that passed every check, ready to publish and to preview.
public struct CompiledCampaign: Sendable, Equatable {
  /// The folder as the author named it, for faults that only the database finds.
  public let folder: String
  public let campaign: Campaign
  /// The text of each query, without a closing semicolon.
  public let queries: [CampaignQuery: String]
  public let messages: MessageCatalog
  /// Values of made-up learners by the sample's name.
  public let samples: [String: JSON]

  /// What `campaign_versions.definition` stores: the campaign, and its queries under `sql`.
  public var definition: JSON {
    var members = campaign.json.object ?? [:]
    members["sql"] = .object(Dictionary(uniqueKeysWithValues: queries.map { ($0.rawValue, JSON.string($1)) }))
    return .object(members)
  }

  /// Lower-case hexadecimal SHA-256 of everything that a version consists of; samples are no part of it.
  public var contentHash: String { ContentHash.hex(["definition": definition, "messages": messages.json]) }
}

/// Names contents by their bytes.
enum ContentHash {
  static func hex(_ json: JSON) -> String {
    Hexadecimal.lower.encode(Digest.sha256.hash(json.bytes))
  }
}
