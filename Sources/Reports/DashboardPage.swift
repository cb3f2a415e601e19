public import Access
import Domain
import FunctionContract
import Pages
import Store

/// The dashboard as a page: the reports without parameters of their own one below the other, and the question why.
public struct DashboardPage {
  private let now: Instant
  private let sections: [(report: Report, sheet: Sheet)]
  private let why: ExplainSection

  /// Reads what the page is asked, and of all its reports the latest ten rows.
  public static func ask(_ inquiry: Inquiry) throws(Problem) -> Inquiry.Question {
    let now = inquiry.now
    let latest = Parameters(query: "limit=10")
    var questions: [(report: Report, question: Report.Question)] = []
    for report in Reports.all where report.isOnDashboard {
      questions.append((report, try report.question(latest, now: now)))
    }
    let why = try ExplainSection.ask(inquiry)
    return { (connection) throws(StoreError) in
      var sections: [(report: Report, sheet: Sheet)] = []
      for (report, question) in questions { sections.append((report, try question(connection))) }
      let page = DashboardPage(now: now, sections: sections, why: try why(connection))
      return Inquiry.Finding(page.response, about: page.why.learners)
    }
  }

  private var response: HTTPResponse {
    Page(
      title: "Rekindle dashboard", brand: "Rekindle", style: .dashboard, policy: Page.plotPolicy,
      head: Page.plotScripts, main: main
    ).response()
  }

  private var main: HTML {
    """
    <h1>Dashboard</h1>
    <p class="quiet">As of <time datetime="\(now.rfc3339)">\(now.minute)</time> UTC, today's messages live from the ledger.</p>
    \(HTML(sections.flatMap { section in section.sheet.notices.map { notice($0, section.report) } }))
    \(HTML(sections.map { section($0.report, $0.sheet) }))
    <p>More:</p>
    <ul>\(HTML(Reports.all.filter { !$0.isOnDashboard && !$0.path.contains("{") }.map(link)))</ul>
    <h2 id="why">Why was a learner written to, or not?</h2>
    \(why.html)
    <form method="post" action="/dashboard/logout"><p><button class="second">Leave</button></p></form>
    """
  }

  private func notice(_ words: String, _ report: Report) -> HTML {
    "<p class=\"notice\" role=\"alert\">\(words): <a href=\"#\(report.name)\">look</a>.</p>"
  }

  private func link(_ report: Report) -> HTML {
    "<li><a href=\"\(report.path)?format=html\">\(report.title)</a></li>"
  }

  private func section(_ report: Report, _ sheet: Sheet) -> HTML {
    """
    <div class="titled">
    <h2 id="\(report.name)">\(report.title)</h2>
    <p class="quiet"><a href="\(report.path)?format=html" aria-label="\(report.title), by itself">Page</a> ·
    <a href="\(report.path).csv" aria-label="\(report.title), for spreadsheets">CSV</a></p>
    </div>
    \(report.html(sheet))
    """
  }
}
