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
  /// A BCP 47 tag: of the messages that are no translations.
  public let language: String
  /// The text of each query that the campaign has, by name and without a closing semicolon.
  public let queries: [String: String]
  public let messages: MessageCatalog
  /// Values of made-up learners by the sample's name, that of a language's own begins with it: `de/learner`.
  public let samples: [String: JSON]
  /// The folder's texts by their path inside it: what an author gets back.
  public let files: [String: String]
  /// Where `campaign.yaml` names the zone of learners without one.
  public let zoneLine: Int
  /// Where `campaign.yaml` names the week's budget.
  public let budgetLine: Int
  /// What its author may want to know, such as what a text costs with names in other scripts.
  public let notes: [Diagnostic]

  /// What `campaign_versions.definition` stores: the campaign, and its queries under `sql`.
  public var definition: JSON {
    var members = campaign.json.object ?? [:]
    members["sql"] = .object(queries.mapValues(JSON.string))
    return .object(members)
  }

  /// What each of the campaign's queries may use and must return.
  public var contracts: [QueryContract] {
    QueryContract.all(segment: campaign.enter.segmentParameters, language: language).filter { queries[$0.name] != nil }
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
