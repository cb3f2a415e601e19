public import FunctionContract
import Pages

/// The pages on which people look things up and see to them: they hold nothing themselves and do everything over the API, with the key
/// that somebody enters.
public enum DeskPage {
  /// A file of the pages.
  public enum File: Sendable {
    case worklist, deskScript, clientsScript, worklistScript
  }

  /// Where each file is.
  public static let routes: [(route: Route, file: File)] = [
    ("GET /admin/worklist", .worklist), ("GET /admin/scripts/desk", .deskScript),
    ("GET /admin/scripts/clients", .clientsScript), ("GET /admin/scripts/worklist", .worklistScript),
  ]

  /// The file, which nobody needs a key for.
  public static func response(_ file: File) -> HTTPResponse {
    switch file {
    case .worklist: response("Worklist", script: "worklist", WorklistPage.desk)
    case .deskScript: script(DeskScript.text)
    case .clientsScript: script(ClientsScript.text)
    case .worklistScript: script(WorklistScript.text)
    }
  }

  /// A page with a door for the key, and what lies behind it.
  static func response(_ title: String, script: String, _ desk: HTML) -> HTTPResponse {
    Pages.Page(
      title: title, brand: "Rekindle", style: .dashboard, policy: ["script-src 'self'", "connect-src 'self'"],
      head: "<script type=\"module\" src=\"/admin/scripts/\(script)\"></script>\n",
      main: """
        <h1 id="title">\(title)</h1>
        \(door)
        <div id="desk" hidden>
        \(desk)
        <p><button id="leave" type="button" class="second">Forget the key</button></p>
        </div>
        """
    ).response()
  }

  private static func script(_ text: StaticString) -> HTTPResponse {
    let type = ["content-type": "text/javascript; charset=utf-8"]
    return HTTPResponse(
      status: 200, headers: Pages.Page.privacy.merging(type) { $1 }, body: Array("\(text)".utf8))
  }

  private static let door: HTML = """
    <noscript><p>This page needs JavaScript. Everything it does can be done over the API, too.</p></noscript>
    <form id="door" hidden>
    <p><label for="key">Your key</label>
    <input id="key" type="password" class="text" autocomplete="off" spellcheck="false" required></p>
    <p><button>Open</button></p>
    <p class="quiet">The key stays in this tab and is forgotten when you close it.</p>
    </form>
    <p id="said" role="status"></p>
    <p id="wrong" role="alert"></p>
    """
}
