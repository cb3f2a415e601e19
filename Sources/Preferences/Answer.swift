public import Access
public import FunctionContract
import JSON
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
  case preferences(OptOutSubject.Row, [Preference], isSaved: Bool)
  case problem(Problem)

  /// The response: JSON for who asks for it, a page for everybody else, no body for HEAD.
  public func response(to request: HTTPRequest, site: Site) -> HTTPResponse {
    var response: HTTPResponse
    if request.headers["accept"]?.contains("application/json") == true {
      response = program(site)
    } else {
      response = person(site)
    }
    response.headers["vary"] = "accept"
    if request.method == "HEAD" { response.body = [] }
    return response
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
