import Cryptography
import Encoding
public import FunctionContract
import Pages
import Rendering

/// The page on which people write words (docs/words.md): it holds nothing itself and does everything over the API,
/// with the key that somebody enters.
public enum WordsPage {
  /// A file of the page.
  public enum File: Sendable {
    case page, script, views, client
  }

  /// Where each file is.
  public static let routes: [(route: Route, file: File)] = [
    ("GET /admin/campaigns/{slug}", .page), ("GET /admin/scripts/words", .script),
    ("GET /admin/scripts/views", .views), ("GET /admin/scripts/client", .client),
  ]

  /// The file, which nobody needs a key for, under a policy that lets nothing of others in.
  public static func response(_ file: File) -> HTTPResponse {
    switch file {
    case .page: page
    case .script: script(WordsScript.text)
    case .views: script(ViewsScript.text)
    case .client: script(ClientScript.text)
    }
  }

  private static func script(_ text: StaticString) -> HTTPResponse {
    let type = ["content-type": "text/javascript; charset=utf-8"]
    return HTTPResponse(
      status: 200, headers: Pages.Page.privacy.merging(type) { $1 }, body: Array("\(text)".utf8))
  }

  /// A mail is shown in a frame, which takes over the page's policy: so the styles of mails are allowed here too.
  private static let policy = [
    "style-src-elem 'sha256-\(Stylesheet.words.digest)' 'sha256-\(mailStyle)'", "style-src-attr 'unsafe-inline'",
    "script-src 'self'", "connect-src 'self'",
  ]

  private static var mailStyle: String { Base64.standard.encode(Digest.sha256.hash(Array(EmailStyles.sheet.utf8))) }

  private static var page: HTTPResponse {
    Pages.Page(
      title: "Words", brand: "Rekindle", style: .words, policy: policy,
      head: "<script type=\"module\" src=\"/admin/scripts/words\"></script>\n", main: door + desk
    ).response()
  }

  private static let door: HTML = """
    <h1>Words <span id="campaign"></span></h1>
    <noscript><p>This page needs JavaScript. Everything it does can be done over the API, too.</p></noscript>
    <form id="door" hidden>
    <label for="key">Your key</label>
    <div class="row"><div><input id="key" type="password" autocomplete="off" spellcheck="false" required></div>
    <button>Open</button></div>
    <p class="quiet">The key stays in this tab and is forgotten when you close it.</p>
    </form>
    <p id="said" role="status"></p>
    <p id="wrong" class="bad" role="alert"></p>
    """

  private static let desk: HTML = """
    <div id="desk" hidden>
    <div class="row">
    <div><label for="draft">Draft</label><select id="draft"></select></div>
    <div><label for="message">Message</label><select id="message"></select></div>
    <div><label for="sample">Learner</label><select id="sample"></select></div>
    <button id="leave" type="button" class="second">Forget the key</button>
    </div>
    <p id="state" class="quiet"></p>
    <div class="split">
    <section aria-labelledby="source-title">
    <h2 id="source-title"><label for="source">Words</label></h2>
    <textarea id="source" spellcheck="true" aria-describedby="verdict"></textarea>
    <h3>Checks</h3>
    <p id="verdict" role="status"></p>
    <ul id="faults"></ul>
    <div class="row">
    <button id="save" type="button">Save the draft</button>
    <button id="compare" type="button" class="second">See what it changes</button>
    <button id="request" type="button" class="second">Ask for approval</button>
    <button id="move" type="button" class="second">Move to the newest version</button>
    <button id="withdraw" type="button" class="second">Give the draft up</button>
    <button id="folder" type="button" class="second">Download the folder</button>
    <button id="patch" type="button" class="second">Download the patch</button>
    </div>
    <form id="decision" hidden>
    <h3>Decide</h3>
    <div class="row"><button id="approve" type="button">Approve and publish</button></div>
    <label for="reason">Or say what should change</label>
    <div class="row"><div><input id="reason" minlength="3" maxlength="1000" required></div>
    <button id="reject" class="second">Refuse</button></div>
    </form>
    </section>
    <section aria-labelledby="previews-title">
    <h2 id="previews-title">What this learner gets</h2>
    <div id="previews"></div>
    </section>
    </div>
    <section id="changes" aria-labelledby="changes-title" hidden>
    <h2 id="changes-title" tabindex="-1">What the draft changes</h2>
    <div id="diff"></div>
    </section>
    </div>
    """
}
