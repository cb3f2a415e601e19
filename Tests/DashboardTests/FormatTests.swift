import Domain
import JSON
import TestKit
import Testing

@Suite(.database)
struct FormatTests {
  private static let courses = "/dashboard/course-reminders/top-courses"

  private func lines(_ answer: Dashboard.Answer) -> [String] {
    #expect(answer.headers["content-type"] == "text/csv; charset=utf-8; header=present")
    #expect(answer.text.hasSuffix("\r\n"))
    return answer.text.split(separator: "\r\n").map(String.init)
  }

  @Test(arguments: [
    ("", nil, "application/json"), ("", "*/*", "application/json"), ("", "image/png", "application/json"),
    ("", "text/csv", "text/csv"), ("", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
    ("", "text/html;q=0.4, text/csv;q=0.9", "text/csv"), ("", "text/csv;q=0", "application/json"),
    ("?format=csv", "text/html", "text/csv"), ("?format=html", nil, "text/html"), (".csv", "text/html", "text/csv"),
    (".csv?limit=1", nil, "text/csv"), (".json", "text/html", "application/json"),
  ])
  func jsonUnlessSomethingElseIsAskedFor(
    suffix: String, accept: String?, type: String
  ) throws {
    let answer = try Dashboard(database: try Ledger.database()).ask(Self.courses + suffix, accept: accept)
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"]?.hasPrefix(type) == true)
  }

  @Test
  func anUnknownFormatIsRefusedWithThoseThatThereAre() throws {
    let answer = try Dashboard(database: try TestDatabase.current()).ask("/dashboard/jobs?format=pdf")
    #expect(answer.status == 400 && answer.text.contains("json, csv, html"))
  }

  @Test
  func csvHasAHeaderLineQuotesAsRFC4180HasItAndAColumnForEveryChannelThatWasUsed() throws {
    let database = try Ledger.database()
    try database.run("update lms.courses set name = 'Stroke, \"acute\"' where course_id = 1")
    let answer = try Dashboard(database: database).ask("\(Self.courses).csv")
    #expect(answer.headers["content-disposition"] == "attachment; filename=\"top-courses.csv\"")
    #expect(
      lines(answer) == [
        "course_id,course_name,active_reminders,avg_completion,presumed_sent,sent_email,sent_sms",
        "1,\"Stroke, \"\"acute\"\"\",2,33.33,1,2,1", "2,Course 2,0,0.0,0,1,0",
      ])
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
  func aTextThatASpreadsheetWouldTakeForAFormulaIsMadeHarmlessFiguresAreNotTouched(name: String) throws {
    let database = try Ledger.database()
    try database.run(
      "update lms.courses set name = e'\(name.replacing("\t", with: "\\t").replacing("\r", with: "\\r"))' where course_id = 1"
    )
    let text = try Dashboard(database: database).ask("\(Self.courses).csv").text
    #expect(text.contains("1,'\(name),2,") || text.contains("1,\"'\(name)\",2,"), "\(text)")
  }

  @Test
  func aReportAloneIsAPageWithItsTableAndAFigureThatCannotBeMeasuredIsADash() throws {
    let dashboard = Dashboard(database: try Ledger.database())
    let answer = try dashboard.ask("/dashboard/course-reminders/delivery-stats?format=html")
    #expect(answer.text.contains("<h1 id=\"delivery-stats\">Messages of course reminders</h1>"))
    #expect(answer.text.contains("<th scope=\"row\">2026-11-20</th>"))
    #expect(answer.text.contains("<td class=\"figure\" data-label=\"Opened\">–</td>"))
    let figures = try dashboard.ask("/dashboard/course-reminders/overview", accept: "text/html").text
    #expect(figures.contains("<div><dt>Email sent</dt><dd>3</dd></div>"))
  }

  @Test
  func aChannelThatNobodyThoughtOfWhenTheFiguresWereDocumentedIsCountedLikeTheOthers() throws {
    let database = try Ledger.database()
    try Ledger.message(8, of: 1, 3, channel: "whatsapp", sent: "2026-11-20T09:10:00Z", on: database)
    try Ledger.message(9, of: 1, 4, channel: "whatsapp", sent: "2026-11-20T09:11:00Z", on: database)
    let dashboard = Dashboard(database: database)
    let page = try dashboard.ask("/dashboard").text
    #expect(page.contains("<dt>WhatsApp sent</dt><dd>2</dd>"))
    #expect(page.matches(of: /<th scope="col" class="figure">WhatsApp sent<\/th>/).count == 2)
    #expect(
      lines(try dashboard.ask("/dashboard/course-reminders/by-stage.csv")) == [
        "stage,count,avg_completion,presumed_sent,sent_email,sent_sms,sent_whatsapp", "1,1,60.0,0,0,0,0",
        "2,1,40.0,1,1,1,2",
      ])
    #expect(
      lines(try dashboard.ask("/dashboard/course-reminders/user/1.csv"))[0].hasSuffix(
        "sent_email,sent_sms,sent_whatsapp"))
    let overview = try dashboard.ask("/dashboard/course-reminders/overview").json
    #expect(overview.object?.count == 6 && overview["total_emails_sent"] == 3)
  }

  @Test
  func aPersonWithoutAKeySeesTheFormAndAProgramHearsWhatToSendAtEveryReport() throws {
    let dashboard = Dashboard(database: try TestDatabase.current())
    let person = try dashboard.ask(Self.courses, key: nil, accept: "text/html")
    #expect(person.status == 401 && person.text.contains("<form method=\"post\" action=\"/dashboard/login\">"))
    #expect(try dashboard.ask("\(Self.courses).csv", key: nil).json["error"]?["code"] == "unauthorised")
    #expect(try dashboard.ask("\(Self.courses)?limit=0&format=html").text.contains("<h1>A value does not fit</h1>"))
  }
}
