import Access
import Campaigns
import Domain
import FunctionContract
import JSON
import Store

/// Words of campaigns: tried, kept as drafts, looked at and taken away as files.
enum WordsResource {
  /// So many characters a message may have; the longest of the shipped campaigns has 2,300.
  private static let longest = 20_000
  static let message = [
    Field("template", .text(1...60), "The message's name; a translation's is de/<name>."),
    Field("channel", .word(Channel.allCases.map(\.rawValue)), "The message's channel."),
  ]
  static func source(isNullable: Bool) -> Field {
    Field("source", .text(1...longest), "The whole text of the message's file.", isNullable: isNullable)
  }

  static let endpoints =
    [
      Endpoint(
        "POST /api/campaigns/{slug}/check",
        "What publish would say of new words, and what each sample learner would get",
        .read,
        body: message.map(\.required) + [
          source(isNullable: false).required,
          Field("draft", .integer(1...Int(Int32.max)), "A draft whose other words count too."),
        ], answer: Answer("Faults, notes and previews on all channels of the message", WordsCheck.schema), action: check
      ),
      Endpoint(
        "GET /api/campaigns/{slug}/drafts", "A campaign's drafts of words, the newest first", .read,
        query: Page.fields, answer: .page("A page of drafts", of: WordDraft.schema), action: list),
      Endpoint(
        "POST /api/campaigns/{slug}/drafts", "Begin a draft over the current version", .operate,
        trail: .about("campaign", parameter: "slug"), body: [],
        answer: Answer("The draft", status: 201, WordDraft.detailed), action: begin),
      Endpoint(
        "GET /api/drafts/{draft_id}", "One draft with its words", .read,
        answer: Answer("The draft; its ETag names the revision", WordDraft.detailed), action: show),
    ] + WordsDecision.endpoints + WordsView.endpoints

  private static func check(_ call: Call) throws(Problem) -> Endpoint.Work {
    let slug = call.parameters["slug"] ?? ""
    let template = call.body.text("template") ?? ""
    let path = "messages/\(template).\(call.body.text("channel") ?? "").md"
    let source = call.body.text("source") ?? ""
    return { (connection) throws(StoreError) in
      let folder: CampaignFolder?
      if let id = call.body.integer("draft") {
        guard let draft = try WordDraft.find(id, connection), draft.row.campaign == slug else { return unknown.details }
        folder = draft.folder
      } else {
        guard let texts = try connection.first(FindCampaignTexts(slug: slug)) else {
          return CampaignResource.unknown.details
        }
        folder = WordDraft.folder(slug, texts)
      }
      guard let folder else { return noSources.details }
      guard folder.files[path] != nil else { return TemplatePreview.unknown.details }
      return .json(WordsCheck(folder.replacing([path: source])).json(of: template))
    }
  }

  private static func list(_ call: Call) throws(Problem) -> Endpoint.Work {
    let page = try Page(call)
    let before = page.after.flatMap { Int($0) }
    if page.after != nil, before == nil { throw Page.unknown }
    return { (connection) throws(StoreError) in
      let rows = try connection.run(
        FindWordDrafts(campaign: call.parameters["slug"] ?? "", before: before, limit: page.limit + 1))
      return page.response(rows, key: { String($0.id) }, json: WordDraft.json)
    }
  }

  private static func begin(_ call: Call) throws(Problem) -> Endpoint.Work {
    let slug = call.parameters["slug"] ?? ""
    return { (connection) throws(StoreError) in
      guard let texts = try connection.first(FindCampaignTexts(slug: slug)) else {
        return CampaignResource.unknown.details
      }
      guard texts.files != nil else { return noSources.details }
      let id = try connection.first(InsertWordDraft(base: texts.id, key: call.principal.name, now: call.now))
      return try show(id ?? 0, to: call.principal, status: 201, connection)
    }
  }

  private static func show(_ call: Call) throws(Problem) -> Endpoint.Work {
    let id = try call.id("draft_id")
    return { (connection) throws(StoreError) in try show(id, to: call.principal, connection) }
  }

  /// The draft as it is now.
  static func show(
    _ id: Int, to principal: Principal, status: Int = 200, _ connection: borrowing Connection
  ) throws(StoreError) -> HTTPResponse {
    try WordDraft.find(id, connection)?.response(to: principal, status: status) ?? unknown.details
  }

  static let unknown = Problem(
    404, "unknown_draft", title: "No such draft", "the campaign has no draft of this id", at: .parameter("draft_id"))

  private static let noSources = Problem(
    409, "no_sources", title: "Its texts are not here",
    "this version was published before texts were kept: publish the folder once again")
}
