import Access
import Domain
import Pages
import Store

/// The form that asks why, and its answer.
struct ExplainSection {
  let userID: Int?
  let campaign: String
  let campaigns: [String]
  /// What was found; inner nil where no campaign has this name, outer nil where nobody asked.
  let explained: Explainer.Answer??

  /// Reads what the form holds.
  static func ask(
    _ inquiry: Inquiry
  ) throws(Problem) -> (borrowing Connection) throws(StoreError) -> ExplainSection {
    let (parameters, now) = (inquiry.parameters, inquiry.now)
    let userID = try parameters.number("user", in: 1...Int.max)
    let campaign = parameters["campaign"]
    return { (connection) throws(StoreError) in
      let explainer = Explainer(now: now)
      let campaigns = try explainer.campaigns(connection)
      let explained = try userID.map { (id) throws(StoreError) in
        try explainer.explain(id, campaign: campaign, subjectID: nil, connection)
      }
      return ExplainSection(
        userID: userID, campaign: campaign ?? campaigns.first ?? "", campaigns: campaigns, explained: explained)
    }
  }

  var html: HTML {
    """
    <form method="get" action="/dashboard#why">
    <p><label for="user">Learner's id</label>
    <input id="user" name="user" class="text" inputmode="numeric" pattern="[0-9]+" required value="\(userID.map(String.init) ?? "")"></p>
    <p><label for="campaign">Campaign</label>
    <input id="campaign" name="campaign" class="text" list="campaigns" required value="\(campaign)">
    <datalist id="campaigns">\(HTML(campaigns.map { "<option value=\"\($0)\"></option>" as HTML }))</datalist></p>
    <p><button>Explain</button></p>
    </form>
    \(answer)
    """
  }

  private var answer: HTML {
    guard let explained else { return .empty }
    guard let found = explained else { return "<p role=\"status\">No campaign has this name.</p>" }
    let reasons = found.notEnrolled.map { "<p>Not enrolled. \($0.sentence)</p>" as HTML }
    let suppressions = found.suppressions.map {
      "<p>Suppressed since \($0.since.minute) (\($0.channel?.traits.label ?? "all channels"), \($0.scope)): \($0.cause.reason.explanation)</p>"
        as HTML
    }
    return HTML(suppressions + reasons + found.episodes.map(episode))
  }

  private func episode(_ episode: Explainer.Episode) -> HTML {
    let findings = HTML(
      episode.findings.map { finding in
        finding.step.map { "<li><strong>\($0)</strong>: \(finding.sentence)</li>" } ?? "<li>\(finding.sentence)</li>"
      } as [HTML])
    let rows = episode.messages.map { row -> [Cell] in
      [
        .head(row.slotAt.minute), .text(row.channel.traits.label), .text(row.template), .figure(String(row.stage)),
        .text(row.status), .text(row.sentence ?? row.reason ?? ""),
      ]
    }
    let table = Table(
      label: "why", columns: ["Slot (UTC)", "Channel", "Message", "Stage", "Status", "Reason"], rows: rows,
      empty: "No message yet.")
    return """
      <h3>Subject \(episode.row.subjectID), episode \(episode.row.episode): \(episode.row.status.rawValue)</h3>
      <p class="quiet">Enrolled \(episode.row.enrolledAt.minute) UTC.</p>
      <ul>
      \(findings)
      </ul>
      \(table.html)
      """
  }
}
