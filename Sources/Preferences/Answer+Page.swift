import Access
import Domain
import FunctionContract
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
    case .preferences(let subject, let preferences, let page, let isSaved, let before):
      PreferencesPage(
        subject: subject, preferences: preferences, learner: page, isSaved: isSaved, before: before, site: site
      ).page.response()
    case .problem(let problem): site.words.problem(problem).page(brand: site.brand, language: site.words.tag)
    }
  }
}
