import Access
import Campaigns
import Domain
import FunctionContract
import JSON
import Rendering
import Store

/// What becomes of a draft: written, asked for, published by another key, refused or withdrawn.
enum WordsDecision {
  private typealias Deed =
    @Sendable (WordDraft, Call, borrowing Connection) throws(StoreError) -> Problem?

  static let endpoints = [
    endpoint(
      "PATCH /api/drafts/{draft_id}",
      "Write a message's words, take them back, or move the draft to the current version",
      .operate, .write,
      body: WordsResource.message + [
        WordsResource.source(isNullable: true),
        Field(
          "base_version", .integer(1...1_000_000), "The current version, once its words were looked at."),
      ], write),
    endpoint(
      "POST /api/drafts/{draft_id}/request", "Ask for a draft's approval by another key", .operate, .request, ask),
    endpoint(
      "POST /api/drafts/{draft_id}/approval", "Publish a draft that another key wrote", .administer, .approve, approve),
    endpoint(
      "POST /api/drafts/{draft_id}/rejection", "Refuse a draft, and say why", .administer, .reject,
      body: [Field("reason", .text(3...1_000), "What its writer should change.", isRequired: true)]
    ) { (draft, call, connection) throws(StoreError) in
      try settle(draft, .rejected, call, connection)
    },
    endpoint("DELETE /api/drafts/{draft_id}", "Give a draft up", .operate, .withdraw) {
      (draft, call, connection) throws(StoreError) in
      try settle(draft, .withdrawn, call, connection)
    },
  ]

  /// An operation on the draft that the path names, as of the revision that its caller has seen; it answers the draft.
  private static func endpoint(
    _ route: Route, _ summary: String, _ scope: KeyScope, _ deed: WordDraft.Deed, body: [Field]? = nil,
    _ work: @escaping Deed
  ) -> Endpoint {
    Endpoint(
      route, summary, scope, trail: .about("draft", parameter: "draft_id"), isConditional: true, body: body,
      answer: Answer("The draft as it is now", WordDraft.detailed)
    ) { (call) throws(Problem) in
      let id = try call.id("draft_id")
      let expected = try call.expectedRevision()
      return { (connection) throws(StoreError) in
        guard let draft = try WordDraft.find(id, connection) else { return WordsResource.unknown.details }
        if let expected, expected != draft.row.revision { return Call.stale.details }
        if let problem = refusal(deed, draft, call) { return problem.details }
        if let problem = try work(draft, call, connection) { return problem.details }
        return try WordsResource.show(id, to: call.principal, connection)
      }
    }
  }

  private static func refusal(_ deed: WordDraft.Deed, _ draft: WordDraft, _ call: Call) -> Problem? {
    if draft.deeds(of: call.principal).contains(deed) { return nil }
    if deed == .approve, draft.row.status == .requested {
      return Problem(
        403, "own_words", title: "Not with this key",
        "this key wrote some of these words: somebody else with the scope administer approves them")
    }
    let empty = deed == .request && draft.row.changes.isEmpty ? ", and it changes nothing" : ""
    return Problem(
      409, "draft_status", title: "Not as it is", "the draft is \(draft.row.status.rawValue)\(empty)")
  }

  @Sendable private static func write(
    _ draft: WordDraft, _ call: Call, _ connection: borrowing Connection
  ) throws(StoreError) -> Problem? {
    var changes = draft.row.changes
    var base = draft.row.baseVersion
    if let version = call.body.integer("base_version") {
      if version != draft.row.currentVersion {
        return Body.fault(
          "base_version", "base_version must be the campaign's current version, \(draft.row.currentVersion)")
      }
      base = version
    }
    if call.body.has("source") {
      let path = "messages/\(call.body.text("template") ?? "").\(call.body.text("channel") ?? "").md"
      guard let published = draft.base.files[path] else {
        return Body.fault("template", "the campaign has no message of this name on this channel")
      }
      let source = call.body.text("source").map { draft.base.replacing([path: $0]).files[path] ?? $0 }
      changes[path] = source.flatMap { $0.utf8.elementsEqual(published.utf8) ? nil : $0 }
    } else if !call.body.has("base_version") {
      return Body.fault("source", "say template, channel and source, or base_version")
    }
    let change = ChangeWordDraft(
      id: draft.row.id, expected: draft.row.revision, changes: changes, baseVersion: base, key: call.principal.name,
      now: call.now)
    return try connection.first(change) == nil ? Call.stale : nil
  }

  @Sendable private static func ask(
    _ draft: WordDraft, _ call: Call, _ connection: borrowing Connection
  ) throws(StoreError) -> Problem? {
    if let problem = publishable(draft).problem { return problem }
    return try settle(draft, .requested, call, connection)
  }

  @Sendable private static func approve(
    _ draft: WordDraft, _ call: Call, _ connection: borrowing Connection
  ) throws(StoreError) -> Problem? {
    let (campaign, problem) = publishable(draft)
    guard let campaign else { return problem }
    let approval = ApproveWords(
      id: draft.row.id, expected: draft.row.revision, key: call.principal.name, contentHash: campaign.contentHash,
      messages: campaign.messages.json, now: call.now)
    return try connection.first(approval) ?? nil == nil ? Call.stale : nil
  }

  private static func settle(
    _ draft: WordDraft, _ status: WordDraftStatus, _ call: Call, _ connection: borrowing Connection
  ) throws(StoreError) -> Problem? {
    let change = SettleWordDraft(
      id: draft.row.id, expected: draft.row.revision, status: status, key: call.principal.name,
      reason: call.body.text("reason"), now: call.now)
    return try connection.first(change) == nil ? Call.stale : nil
  }

  /// The campaign with the draft's words, or why it cannot be published.
  private static func publishable(_ draft: WordDraft) -> (campaign: CompiledCampaign?, problem: Problem?) {
    guard draft.row.baseVersion == draft.row.currentVersion else {
      return (
        nil,
        Problem(
          409, "outdated", title: "The campaign has changed",
          "version \(draft.row.currentVersion) was published since: look at its words, then move the draft to it")
      )
    }
    let check = WordsCheck(draft.folder)
    guard let campaign = check.accepted else {
      return (nil, Problem(422, "faults", title: "It has faults", check.words))
    }
    // Only its words may differ from what was published.
    guard WordsCheck(draft.base).accepted?.contentHash == draft.texts.contentHash else {
      return (
        nil,
        Problem(
          409, "recompiled", title: "The release has changed",
          "this release reads the campaign's folder otherwise than the one that published it: publish the folder again")
      )
    }
    return (campaign, nil)
  }
}
