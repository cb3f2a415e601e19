public import Access
public import FunctionContract
public import JSON
import Pages
public import Store

/// What a request comes to, before it is written for a person or a program.
public enum Answer: Sendable {
  /// The page that asks before anything is changed.
  case question(OptOutSubject.Row, Scope, isStanding: Bool, token: String)
  /// An opt-out stands; whether this request wrote it.
  case optedOut(OptOutSubject.Row, Scope, isNew: Bool, token: String)
  /// An opt-out was taken back, where there was one; what is left closes the channel of the message all the same.
  case takenBack(OptOutSubject.Row, Scope, wasStanding: Bool, left: [Suppression], token: String)
  /// What is on and off, what is wished, and what was wished before, where this request changed it.
  case preferences(
    OptOutSubject.Row, [Preference], LearnerPage.Row, isSaved: Bool, before: LearnerPage.Row?, DataState.Row?)
  /// What became of asking for a link to what is known.
  case linkAsked(OptOutSubject.Row, AskForData.Row, token: String)
  /// How much is known about the learner.
  case held(HeldData.Row)
  /// The question before all of it is deleted.
  case eraseQuestion(HeldData.Row)
  /// All of it, as a file.
  case copy(JSON)
  case erased(HeldData.Row)
  case problem(Problem)

  /// The response: JSON for who asks for it, a page for everybody else, no body for HEAD.
  public func response(to request: HTTPRequest, site: Site) -> HTTPResponse {
    let words = PageWords.of(locale: locale, accepting: request.headers["accept-language"])
    let site = site.speaking(words)
    var response: HTTPResponse
    if request.headers["accept"]?.contains("application/json") == true {
      response = program(site)
    } else {
      response = person(site)
    }
    response.headers["vary"] = "accept, accept-language"
    if request.method == "HEAD" { response.body = [] }
    return response
  }

  private var locale: String? {
    switch self {
    case .question(let subject, _, _, _), .optedOut(let subject, _, _, _), .takenBack(let subject, _, _, _, _),
      .preferences(let subject, _, _, _, _, _), .linkAsked(let subject, _, _):
      subject.locale
    case .held(let link), .eraseQuestion(let link), .erased(let link): link.locale
    case .copy, .problem: nil
    }
  }

  private func program(_ site: Site) -> HTTPResponse {
    var (status, headers) = (200, Page.privacy)
    headers["content-type"] = "application/json"
    if case .problem(let problem) = self {
      status = problem.status
      headers.merge(problem.headers) { $1 }
    }
    return HTTPResponse(status: status, headers: headers, body: json(site).bytes)
  }
}
