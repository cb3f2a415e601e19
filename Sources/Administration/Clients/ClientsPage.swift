import Access
public import FunctionContract
import Pages
import Reports

/// The pages on which people find clients, look at one and see to many.
public enum ClientsPage {
  /// The page of a route, for who asks for HTML there; nil for programs, which get the list or the client itself.
  public static func response(to request: HTTPRequest, at route: Route) -> HTTPResponse? {
    guard request.method != "POST", (try? Format(request)) == .html else { return nil }
    return switch route.path {
    case "/admin/clients": DeskPage.response("Clients", script: "clients", list)
    case "/admin/clients/{user_id}": DeskPage.response("Client", script: "clients", profile)
    default: nil
    }
  }

  private static let profile: HTML = """
    <p><a href="/admin/clients">All clients</a></p>
    <div id="profile"></div>
    """

  private static let list: HTML = """
    <form id="search" class="filters">
    <p><label for="q">Name, mailbox or id</label><input id="q" name="q" class="text" maxlength="100" type="search"></p>
    <p><label for="tag">Tag</label><input id="tag" name="tag" class="text" maxlength="40"></p>
    <p><label for="active">Account</label><select id="active" name="active" class="text">
    <option value="">Any</option><option value="true">Active</option><option value="false">Closed</option></select></p>
    <p><label for="debt">Debt</label><select id="debt" name="debt" class="text">
    <option value="">Any</option><option value="open">Owes something</option></select></p>
    <p><label for="campaign">Campaign</label><input id="campaign" name="campaign" class="text" maxlength="40"></p>
    <p><label for="state">State in it</label><select id="state" name="state" class="text"><option value="">Any</option>
    <option>active</option><option>paused</option><option>completed</option><option>unsubscribed</option>
    <option>exhausted</option><option>expired</option><option>suppressed</option></select></p>
    <p><label for="opted_out">Said no on</label><select id="opted_out" name="opted_out" class="text"><option value="">Any</option>
    <option value="email">Email</option><option value="sms">SMS</option><option value="whatsapp">WhatsApp</option>
    <option value="discord">Discord</option><option value="inapp">In the app</option>
    <option value="worklist">Personal call</option></select></p>
    <p><button>Search</button> <button id="csv" type="button" class="second">CSV</button></p>
    </form>
    <div class="wide" role="region" tabindex="0" aria-labelledby="title"><div id="rows"></div></div>
    <p><button id="more" type="button" class="second" hidden>Show more</button></p>
    <h2 id="bulk-title">Do something for many</h2>
    <form id="bulk" class="filters" aria-labelledby="bulk-title">
    <p><label for="whom">For</label><select id="whom" class="text">
    <option value="chosen">those who are ticked</option><option value="all">everybody whom the search finds</option></select></p>
    <p><label for="deed">What</label><select id="deed" class="text">
    <option value="pause">Pause reminders</option><option value="resume">Resume reminders</option>
    <option value="tag">Add a tag</option><option value="untag">Take a tag away</option><option value="message">Send a message</option>
    </select></p>
    <p data-for="tag untag" hidden><label for="bulk-tag">The tag</label><input id="bulk-tag" class="text" maxlength="40"></p>
    <p data-for="pause resume"><label for="bulk-campaign">Only in campaign</label><input id="bulk-campaign" class="text" maxlength="40"></p>
    <p data-for="message" hidden><label for="message">Message</label>
    <input id="message" class="text" maxlength="120" placeholder="campaign/message"></p>
    <p data-for="message" hidden><label for="context">Its values (JSON)</label>
    <textarea id="context" class="text" rows="3" spellcheck="false">{}</textarea></p>
    <p><button>See what it does</button></p>
    </form>
    <div id="plan" role="status"></div>
    """
}
