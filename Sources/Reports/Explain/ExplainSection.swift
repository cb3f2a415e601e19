import Access
import Domain
import Pages
import Store

/// The form that asks why, and its answer.
struct ExplainSection {
  /// What a question came to.
  enum Outcome {
    case notAsked
    case unknownLearner
    /// Whom the words may mean.
    case several([FindPeople.Row])
    case unknownCampaign
    case explained(FindPeople.Row, [Explainer.Answer])
  }

  let words: String
  /// nil for all campaigns.
  let campaign: String?
  let campaigns: [String]
  let outcome: Outcome

  /// Reads what the form holds.
  static func ask(
    _ inquiry: Inquiry
  ) throws(Problem) -> (borrowing Connection) throws(StoreError) -> ExplainSection {
    let (words, campaign) = (inquiry.parameters["user"], inquiry.parameters["campaign"])
    let explainer = Explainer(now: inquiry.now)
    return { (connection) throws(StoreError) in
      let campaigns = try explainer.campaigns(connection)
      let outcome = try words.map { (words) throws(StoreError) in
        try find(words, campaign, of: campaigns, explainer, connection)
      }
      return ExplainSection(
        words: words ?? "", campaign: campaign, campaigns: campaigns, outcome: outcome ?? .notAsked)
    }
  }

  private static func find(
    _ words: String, _ campaign: String?, of campaigns: [String], _ explainer: Explainer,
    _ connection: borrowing Connection
  ) throws(StoreError) -> Outcome {
    if let campaign, !campaigns.contains(campaign) { return .unknownCampaign }
    let people = try connection.run(FindPeople(words: words))
    guard let person = people.first else { return .unknownLearner }
    guard people.count == 1 else { return .several(people) }
    var answers: [Explainer.Answer] = []
    for slug in campaign.map({ [$0] }) ?? campaigns {
      if let answer = try explainer.explain(person.id, campaign: slug, subjectID: nil, connection) {
        answers.append(answer)
      }
    }
    return .explained(person, answers)
  }

  /// Whom it shows by name.
  var learners: [Int] {
    switch outcome {
    case .notAsked, .unknownLearner, .unknownCampaign: []
    case .several(let people): people.map(\.id)
    case .explained(let person, _): [person.id]
    }
  }

  var html: HTML {
    let choices = campaigns.map {
      "<option value=\"\($0)\"\("selected", when: $0 == campaign)>\($0)</option>" as HTML
    }
    return """
      <form method="get" action="/dashboard#why">
      <p><label for="user">Learner's id, name or address</label>
      <input id="user" name="user" class="text" required value="\(words)"></p>
      <p><label for="campaign">Campaign</label>
      <select id="campaign" name="campaign" class="text"><option value="">All campaigns</option>
      \(HTML(choices))
      </select></p>
      <p><button>Explain</button></p>
      </form>
      \(answer)
      """
  }

  private var answer: HTML {
    switch outcome {
    case .notAsked: .empty
    case .unknownLearner: "<p role=\"status\">No learner is known by this id, name or address.</p>"
    case .unknownCampaign: "<p role=\"status\">No campaign has this name.</p>"
    case .several(let people):
      """
      <p role="status">Several learners fit; whom do you mean?</p>
      <ul>
      \(HTML(people.map(choice)))
      </ul>
      """
    case .explained(let person, let answers):
      """
      <p role="status"><strong>\(person.name ?? "Learner")</strong>, id \(person.id) · \(timeline(person))</p>
      \(suppressions(answers.first?.suppressions ?? []))
      \(HTML(answers.map(explained)))
      """
    }
  }

  private func timeline(_ person: FindPeople.Row) -> HTML {
    "<a href=\"/dashboard/learners/\(person.id)?format=html\" aria-label=\"Timeline of learner \(person.id)\">Timeline</a>"
  }

  private func choice(_ person: FindPeople.Row) -> HTML {
    """
    <li><a href="/dashboard?user=\(person.id)&amp;campaign=\(campaign ?? "")#why">\(person.name ?? "Learner"), id \(person.id)</a> · \(timeline(person))</li>
    """
  }

  private func suppressions(_ suppressions: [Suppression]) -> HTML {
    HTML(
      suppressions.map {
        "<p>Suppressed since \($0.since.minute) (\($0.channel?.traits.label ?? "all channels"), \($0.scope)): \($0.cause.reason.explanation)</p>"
      })
  }

  private func explained(_ answer: Explainer.Answer) -> HTML {
    let reasons = answer.notEnrolled.map { "<p>Not enrolled. \($0.sentence)</p>" as HTML }
    return """
      <h3>\(answer.title)</h3>
      \(HTML(reasons + answer.episodes.map(episode)))
      """
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
      <h4>\(episode.row.subject), episode \(episode.row.episode): \(episode.row.status.rawValue)</h4>
      <p class="quiet">Enrolled \(episode.row.enrolledAt.minute) UTC.</p>
      <ul>
      \(findings)
      </ul>
      \(table.html)
      """
  }
}

extension LearnerEpisodes.Row {
  /// What the episode is about, for people.
  fileprivate var subject: String {
    subjectName ?? "\(subjectType.prefix(1).uppercased() + subjectType.dropFirst()) \(subjectID)"
  }
}
