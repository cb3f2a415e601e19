import FunctionContract
import JSON
import Pages
import Store

/// What a request comes to, before it is written for a person or a program.
enum Answer {
  /// What stands in the way, in words for the one who followed the link.
  enum Problem: String {
    case noSuchPage = "no_such_page"
    case wrongMethod = "wrong_method"
    case invalidLink = "invalid_link"
    case invalidChoice = "invalid_choice"
    case messageGone = "message_gone"
    case unavailable
  }

  /// The page that asks before anything is changed.
  case question(OptOutSubject.Row, Scope, isStanding: Bool, token: String)
  /// A no stands; whether this request wrote it.
  case optedOut(OptOutSubject.Row, Scope, isNew: Bool, token: String)
  /// A no was taken back, where there was one.
  case takenBack(OptOutSubject.Row, Scope, wasStanding: Bool, token: String)
  case preferences(OptOutSubject.Row, [Switch], isSaved: Bool)
  case problem(Problem)

  var status: Int {
    switch self {
    case .question, .optedOut, .takenBack, .preferences: 200
    case .problem(.noSuchPage): 404
    case .problem(.wrongMethod): 405
    case .problem(.invalidLink), .problem(.invalidChoice): 400
    case .problem(.messageGone): 410
    case .problem(.unavailable): 503
    }
  }

  private var headers: [String: String] {
    switch self {
    case .problem(.wrongMethod): ["allow": "GET, HEAD, POST"]
    case .problem(.unavailable): ["retry-after": "60"]
    default: [:]
    }
  }

  /// The response: JSON for who asks for it, a page for everybody else, no body for HEAD.
  func response(to request: HTTPRequest, site: Site) -> HTTPResponse {
    var response: HTTPResponse
    if request.headers["accept"]?.contains("application/json") == true {
      let type = ["content-type": "application/json"]
      response = HTTPResponse(
        status: status, headers: Page.privacy.merging(type) { $1 }.merging(headers) { $1 }, body: json.bytes)
    } else {
      response = page(site).response(status: status, headers: headers)
    }
    response.headers["vary"] = "accept"
    if request.method == "HEAD" { response.body = [] }
    return response
  }
}
