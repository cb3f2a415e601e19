import Domain
import FunctionContract
import JSON
import Store

/// `leads campaign | followup | stats`: a list of leads by hand, as timers do it by themselves.
struct LeadsCommand: Command {
  static let name = "leads"
  static let summary = "write to a list of leads now, follow up, or say how it does"
  static let manual = Manual(
    words: "campaign | followup | stats",
    choices: ["campaign", "followup", "stats"],
    text: """
      campaign  has the list --batch-id (all of its leads, or those of --leads) enter lead-nurture now, and sends what is due
      followup  sends what is due now to the list --campaign-id, and says how many messages of --day that were
      stats     prints how the list --campaign-id does, or all lists

      Each prints JSON. A list's number is what campaign and stats print as campaign_id. Nothing goes out before its time, twice, or
      to whoever has answered or said no: the hours of the campaign count here too.
      """,
    options: [
      Manual.Option("--batch-id", "NAME", "the list, as its file calls it"),
      Manual.Option("--leads", "IDS", "only these leads: numbers with commas between"),
      Manual.Option("--campaign-id", "N", "the list's number"),
      Manual.Option("--day", "3|7", "which message"),
      Manual.Option("--log", nil, "show the handlers' logs on standard error"),
    ],
    exits: [
      (.badEvent, "there is no such list"), (.unavailable, "the database cannot be started or reached"),
      (.temporary, "a function did not end well"),
    ])

  /// A page of leads whom detection hears of in one event.
  private static let leadsPerEvent = 1000

  private let verb: String
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    verb = try options.words(1...1, "one of \(Self.manual.choices.joined(separator: ", "))")[0]
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let connection = try Deployment.connection(options)
    switch verb {
    case "campaign": return try enter(connection)
    case "followup": return try followUp(connection)
    case "stats":
      let id = try options.text("--campaign-id").map { (_) throws(RunnerError) in try campaignID() }
      for row in try figures(id, connection) { Console.say(Self.json(row).text) }
      return 0
    default: throw options.unknown(verb, among: Self.manual.choices)
    }
  }

  private func enter(_ connection: borrowing Connection) throws(RunnerError) -> Int32 {
    guard let batch = options.text("--batch-id") else {
      throw RunnerError.usage("campaign takes --batch-id NAME", Self.name)
    }
    guard let row = try figures(nil, connection).first(where: { $0.batch == batch }) else {
      throw RunnerError(.badEvent, "no list of leads is called \(batch)")
    }
    let leads = try leads(of: batch, connection)
    var exitCode: Int32 = 0
    for start in stride(from: 0, to: leads.count, by: Self.leadsPerEvent) {
      let page = leads[start..<min(start + Self.leadsPerEvent, leads.count)]
      exitCode = max(
        exitCode,
        try follow(
          "detect.told",
          ["type": "lms.lead.imported", "user_ids": .array(page.map(JSON.integer))]))
    }
    guard let after = try figures(row.id, connection).first else { return exitCode }
    let answer: JSON = [
      "success": .bool(exitCode == 0), "campaign_id": .integer(after.id), "leads_emailed": .integer(after.emailed),
      "leads_failed": .integer(after.failed),
    ]
    Console.say(answer.text)
    return exitCode
  }

  private func followUp(_ connection: borrowing Connection) throws(RunnerError) -> Int32 {
    let id = try campaignID()
    let day = try options.number("--day", in: 3...7, else: 3)
    guard day == 3 || day == 7 else { throw RunnerError.usage("--day takes 3 or 7", Self.name) }
    let count = { (row: LeadCampaigns.Row) in day == 3 ? row.day3 : row.day7 }
    let before = try figures(id, connection).first.map(count) ?? 0
    let exitCode = try follow("timer.schedule-tick", nil)
    guard let after = try figures(id, connection).first else { return exitCode }
    let answer: JSON = [
      "success": .bool(exitCode == 0), "campaign_id": .integer(id), "day": .integer(day),
      "sent_now": .integer(count(after) - before), "sent": .integer(count(after)),
    ]
    Console.say(answer.text)
    return exitCode
  }

  private func follow(_ type: String, _ data: JSON?) throws(RunnerError) -> Int32 {
    let event = CloudEvent(id: "leads-\(RandomText.hex(8))", source: "/local-runner", type: type, data: data)
    return try SendCommand.follow(event, options, isQuiet: true)
  }

  private func campaignID() throws(RunnerError) -> Int {
    guard let id = options.text("--campaign-id").flatMap({ Int($0) }) else {
      throw RunnerError.usage("\(verb) takes --campaign-id N", Self.name)
    }
    return id
  }

  /// How a list does, or all of them.
  private func figures(_ id: Int?, _ connection: borrowing Connection) throws(RunnerError) -> [LeadCampaigns.Row] {
    let rows: [LeadCampaigns.Row]
    do throws(StoreError) { rows = try connection.run(LeadCampaigns(id: id)) } catch { throw RunnerError(error) }
    if let id, rows.isEmpty { throw RunnerError(.badEvent, "no list of leads has the number \(id)") }
    return rows
  }

  /// The leads that were named, or all that the list brought.
  private func leads(of batch: String, _ connection: borrowing Connection) throws(RunnerError) -> [Int] {
    let all: [Int]
    do throws(StoreError) {
      all = try connection.texts(
        "select user_id::text from lms.lead_batch_members where import_batch_id = $1 order by 1", [.text(batch)]
      ).compactMap { $0[0].flatMap { Int($0) } }
    } catch {
      throw RunnerError(error)
    }
    guard let words = options.text("--leads")?.split(separator: ",") else { return all }
    let named = words.compactMap { Int($0) }
    guard named.count == words.count else {
      throw RunnerError.usage("--leads takes numbers with commas between", Self.name)
    }
    return named.filter(Set(all).contains)
  }

  private static func json(_ row: LeadCampaigns.Row) -> JSON {
    [
      "campaign_id": .integer(row.id), "import_batch_id": .string(row.batch), "status": .string(row.status),
      "total_leads": .integer(row.total), "duplicates": .integer(row.duplicates),
      "leads_emailed": .integer(row.emailed), "leads_failed": .integer(row.failed), "day3_sent": .integer(row.day3),
      "day7_sent": .integer(row.day7), "opened": .integer(row.opened), "clicked": .integer(row.clicked),
      "unsubscribed": .integer(row.unsubscribed), "conversions": .integer(row.conversions),
      "value": row.value.map(JSON.number) ?? .null, "cost": row.cost.map(JSON.number) ?? .null,
    ]
  }
}
