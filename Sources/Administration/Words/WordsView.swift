import Access
import Campaigns
import Domain
import FunctionContract
import JSON
import Store

/// What a draft changes, to look at and to take away.
enum WordsView {
  private static let piece = Schema.object([
    "kind": Schema.word(Difference.Kind.allCases.map(\.rawValue)), "text": Schema.text,
  ])

  static let endpoints = [
    Endpoint(
      "GET /api/drafts/{draft_id}/changes", "What a draft changes, word by word", .read,
      answer: Answer(
        "The changed messages",
        Schema.object([
          "messages": Schema.list(
            Schema.object([
              "template": Schema.text, "channel": Schema.text, "path": Schema.text, "pieces": Schema.list(piece),
            ]))
        ])), action: looking(changes)),
    Endpoint(
      "GET /api/drafts/{draft_id}/patch", "What a draft changes, for `git apply` in the campaign's folder", .read,
      answer: Answer("The patch", mediaType: "text/x-diff"), action: looking(patch)),
    Endpoint(
      "GET /api/drafts/{draft_id}/folder", "The campaign's folder with the draft's words, as a tar archive", .read,
      answer: Answer("The archive", mediaType: "application/x-tar"), action: looking(folder)),
  ]

  private static func looking(
    _ view: @escaping @Sendable (WordDraft) -> HTTPResponse
  ) -> @Sendable (Call) throws(Problem) -> Endpoint.Work {
    { (call) throws(Problem) in
      let id = try call.id("draft_id")
      return { (connection) throws(StoreError) in
        try WordDraft.find(id, connection).map(view) ?? WordsResource.unknown.details
      }
    }
  }

  @Sendable private static func changes(_ draft: WordDraft) -> HTTPResponse {
    let new = draft.folder.files
    let messages = draft.row.changes.keys.sorted().map { path -> JSON in
      let difference = Difference.words(from: draft.base.files[path] ?? "", to: new[path] ?? "")
      var message = WordDraft.name(of: path)
      message["path"] = .string(path)
      message["pieces"] = .array(
        difference.pieces.map {
          ["kind": .string($0.kind.rawValue), "text": .string(String(decoding: $0.text, as: UTF8.self))]
        })
      return .object(message)
    }
    return .json(["messages": .array(messages)])
  }

  @Sendable private static func patch(_ draft: WordDraft) -> HTTPResponse {
    let new = draft.folder.files
    var patch = UnifiedPatch()
    for path in draft.row.changes.keys.sorted() {
      patch.add(path, from: draft.base.files[path] ?? "", to: new[path] ?? "")
    }
    let name = "\(draft.row.campaign)-draft-\(draft.row.id).patch"
    return download(Array(patch.text.utf8), "text/x-diff; charset=utf-8", name)
  }

  @Sendable private static func folder(_ draft: WordDraft) -> HTTPResponse {
    let archive = TarArchive.bytes(
      of: draft.folder.files, in: draft.row.campaign, at: draft.row.changedAt)
    return download(archive, "application/x-tar", "\(draft.row.campaign).tar")
  }

  private static func download(_ body: [UInt8], _ type: String, _ name: String) -> HTTPResponse {
    HTTPResponse(
      status: 200,
      headers: [
        "content-type": type, "content-disposition": "attachment; filename=\"\(name)\"", "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      ], body: body)
  }
}
