import Campaigns
import Domain
import JSON
import Rendering
import Store

/// Puts one compiled campaign into the database.
struct Publisher {
  /// What happened to a campaign.
  struct Outcome {
    enum Change: String {
      /// A new version was made.
      case published
      /// The content of an earlier version came back; that version is current again.
      case restored
      case unchanged
      /// The folder is as it was before words were approved over the API: they stay.
      case kept
      /// The version was there and its functions were not, as on a copy that took over rows alone.
      case repaired
    }

    let slug: String
    let version: Int
    let change: Change
    let contentHash: String
    let notes: [Diagnostic]

    var json: JSON {
      [
        "slug": .string(slug), "version": .integer(version), "change": .string(change.rawValue),
        "contentHash": .string(contentHash), "notes": .array(notes.map { .string($0.description) }),
      ]
    }
  }

  private let compiled: CompiledCampaign
  private let now: Instant

  init(_ compiled: CompiledCampaign, now: Instant) {
    self.compiled = compiled
    self.now = now
  }

  /// What the database finds wrong with the campaign; changes nothing.
  func faults(_ connection: borrowing Connection) throws(StoreError) -> [Diagnostic] {
    let slug = compiled.campaign.slug.replacing("-", with: "_")
    let check = QueryInstaller(compiled, prefix: "check_\(slug)")
    var faults = try check.faults(connection)
    if let zone = compiled.campaign.fallbackZone, try connection.first(FindTimeZone(zone)) == nil {
      faults.append(
        Diagnostic(
          file: "\(compiled.folder)/campaign.yaml", line: compiled.zoneLine,
          message: "the time zone \(zone) is unknown: write one of IANA's names, such as Europe/London"))
    }
    return faults + (try BudgetCheck(compiled).faults(at: now, connection))
  }

  /// Makes the campaign's content current; with `isDryRun` only says what would happen, with `isDraft` a campaign that is new
  /// waits for an approval.
  ///
  /// The caller holds the publishing lock.
  func publish(
    _ connection: borrowing Connection, isDryRun: Bool, isDraft: Bool = false
  ) throws(StoreError) -> Outcome {
    let campaign = compiled.campaign
    let hash = compiled.contentHash
    let known = try connection.first(FindCampaignVersions(slug: campaign.slug, contentHash: hash))
    let version = Publisher.version(known)
    let installer = QueryInstaller(compiled, prefix: "\(campaign.slug.replacing("-", with: "_"))_v\(version)")
    let isInstalled = known?.same == nil ? false : try installer.isInstalled(connection)
    let change = Publisher.change(known, to: version, isInstalled: isInstalled)
    let outcome = Outcome(
      slug: campaign.slug, version: version, change: change, contentHash: hash,
      notes: compiled.notes + (change == .kept ? [] : overwritten(known?.words ?? [:])))
    if isDryRun { return outcome }
    if change != .kept {
      let id =
        change == .unchanged
        ? known?.campaign : try connection.first(PutCampaign(campaign, version: version, isDraft: isDraft, now: now))
      try store(id ?? 0, version, change, hash, connection)
    }
    if !isInstalled { try installer.install(connection) }
    return outcome
  }

  /// The version that is current afterwards.
  private static func version(_ known: FindCampaignVersions.Row?) -> Int {
    guard let known else { return 1 }
    guard let same = known.same else { return known.latest + 1 }
    return known.bases.contains(same) ? known.current : same
  }

  private static func change(
    _ known: FindCampaignVersions.Row?, to version: Int, isInstalled: Bool
  ) -> Outcome.Change {
    guard let known, let same = known.same else { return .published }
    if version != same { return .kept }
    if known.current != version { return .restored }
    return isInstalled ? .unchanged : .repaired
  }

  /// Words that people approved over the API and that this folder has not.
  private func overwritten(_ words: [String: String]) -> [Diagnostic] {
    words.sorted { $0.key < $1.key }.filter { compiled.files[$0.key] != $0.value }.map { path, _ in
      Diagnostic(
        file: "\(compiled.folder)/\(path)", line: 1,
        message: "replaces words that were approved over the API since: apply the draft's patch to keep them")
    }
  }

  private func store(
    _ id: Int, _ version: Int, _ change: Outcome.Change, _ hash: String, _ connection: borrowing Connection
  ) throws(StoreError) {
    if change == .published {
      try connection.execute(
        InsertCampaignVersion(
          campaign: id, version: version, contentHash: hash, definition: compiled.definition,
          messages: compiled.messages.json, now: now))
    }
    try connection.execute(PutCampaignSources(campaign: id, version: version, files: compiled.files))
  }
}
