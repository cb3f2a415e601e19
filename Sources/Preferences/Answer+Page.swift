import Access
import Domain
import FunctionContract
import JSON
import Pages
import Store

extension Answer {
  /// The answer for a person.
  func person(_ site: Site) -> HTTPResponse {
    switch self {
    case .question(let subject, let scope, let isStanding, let token):
      OptOutPage(subject: subject, token: token, site: site).question(scope, isStanding).response()
    case .optedOut(let subject, let scope, let isNew, let token):
      OptOutPage(subject: subject, token: token, site: site).optedOut(scope, isNew).response()
    case .takenBack(let subject, let scope, let wasStanding, let left, let token):
      OptOutPage(subject: subject, token: token, site: site).takenBack(scope, wasStanding, left).response()
    case .preferences(let subject, let preferences, let page, let isSaved, let before, let data):
      PreferencesPage(
        subject: subject, preferences: preferences, learner: page, isSaved: isSaved, before: before, data: data,
        site: site
      ).page.response()
    case .linkAsked(_, let outcome, let token): DataPage(site: site).asked(outcome, token: token).response()
    case .held(let link): DataPage(site: site).held(link.held).response()
    case .eraseQuestion: DataPage(site: site).question.response()
    case .copy(let known): Answer.file(known)
    case .erased: DataPage(site: site).erased.response()
    case .problem(let problem): site.words.problem(problem).page(brand: site.brand, language: site.words.tag)
    }
  }

  private static func file(_ known: JSON) -> HTTPResponse {
    let headers = ["content-type": "application/json", "content-disposition": "attachment; filename=\"my-data.json\""]
    return HTTPResponse(status: 200, headers: Page.privacy.merging(headers) { $1 }, body: known.bytes)
  }
}
