import Access
import Campaigns
import Domain
import FunctionContract
import JSON
import Store

/// A draft of words with the folder that it changes.
struct WordDraft {
  /// Something that a key may do with a draft as it is.
  enum Deed: String, CaseIterable {
    case write, request, approve, reject, withdraw
  }

  let row: FindWordDrafts.Row
  /// The version whose words it changes.
  let texts: FindCampaignTexts.Row
  /// That version's folder.
  let base: CampaignFolder

  /// The folder with the new words.
  var folder: CampaignFolder { base.replacing(row.changes) }

  /// The draft with this id; nil where there is none.
  static func find(_ id: Int, _ connection: borrowing Connection) throws(StoreError) -> WordDraft? {
    guard let row = try connection.first(FindWordDrafts(id: id)),
      let texts = try connection.first(FindCampaignTexts(slug: row.campaign, version: row.baseVersion)),
      let base = folder(row.campaign, texts)
    else { return nil }
    return WordDraft(row: row, texts: texts, base: base)
  }

  /// The folder of a version; nil where it was published before sources were kept.
  static func folder(_ slug: String, _ texts: FindCampaignTexts.Row) -> CampaignFolder? {
    texts.files?.object.map { CampaignFolder(path: slug, files: $0.compactMapValues(\.string)) }
  }

  /// What `principal` may do with it.
  func deeds(of principal: Principal) -> [Deed] {
    let writes = principal.scopes.contains(.operate) && row.status.isOpenToChange
    let decides = principal.scopes.contains(.administer) && row.status == .requested
    return Deed.allCases.filter { deed in
      switch deed {
      case .write, .withdraw: writes
      case .request: writes && row.status != .requested && !row.changes.isEmpty
      case .reject: decides
      case .approve: decides && !row.writers.contains(principal.name)
      }
    }
  }

  // MARK: - As the API tells it

  private static let members: [String: JSON] = [
    "id": Schema.integer, "campaign": Schema.text, "base_version": Schema.integer, "current_version": Schema.integer,
    "status": Schema.word(WordDraftStatus.allCases.map(\.rawValue)), "revision": Schema.integer,
    "writers": Schema.list(Schema.text), "created_at": Schema.instant, "changed_at": Schema.instant,
    "requested_by": Schema.orNull(Schema.text), "requested_at": Schema.orNull(Schema.instant),
    "decided_by": Schema.orNull(Schema.text), "decided_at": Schema.orNull(Schema.instant),
    "reason": Schema.orNull(Schema.text), "version": Schema.orNull(Schema.integer),
  ]

  static let schema = Schema.object(members)
  static let detailed = Schema.object(
    members.merging([
      "messages": Schema.list(
        Schema.object(["template": Schema.text, "channel": Schema.text, "source": Schema.text])),
      "may": Schema.list(Schema.word(Deed.allCases.map(\.rawValue))),
    ]) { $1 })

  static func json(_ row: FindWordDrafts.Row) -> JSON { .object(object(row)) }

  /// The draft with the ETag that a change of it names.
  func response(to principal: Principal, status: Int = 200) -> HTTPResponse {
    var members = WordDraft.object(row)
    members["messages"] = .array(
      row.changes.sorted { $0.key < $1.key }.map { path, source in
        var message = WordDraft.name(of: path)
        message["source"] = .string(source)
        return .object(message)
      })
    members["may"] = .array(deeds(of: principal).map { .string($0.rawValue) })
    return .json(.object(members), status: status, headers: ["etag": "\"\(row.revision)\""])
  }

  /// Template and channel of `messages/<template>.<channel>.md`.
  static func name(of path: String) -> [String: JSON] {
    let parts = path.dropFirst("messages/".count).split(separator: ".").map(String.init)
    return ["template": .string(parts.first ?? ""), "channel": .string(parts.count > 1 ? parts[1] : "")]
  }

  private static func object(_ row: FindWordDrafts.Row) -> [String: JSON] {
    [
      "id": .integer(row.id), "campaign": .string(row.campaign), "base_version": .integer(row.baseVersion),
      "current_version": .integer(row.currentVersion), "status": .string(row.status.rawValue),
      "revision": .integer(row.revision), "writers": .array(row.writers.map(JSON.string)),
      "created_at": JSON(row.createdAt), "changed_at": JSON(row.changedAt), "requested_by": text(row.requestedBy),
      "requested_at": JSON(row.requestedAt), "decided_by": text(row.decidedBy), "decided_at": JSON(row.decidedAt),
      "reason": text(row.reason), "version": row.version.map(JSON.integer) ?? .null,
    ]
  }

  private static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
}
