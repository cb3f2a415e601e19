import FunctionContract
import Pages

/// Asks for a key.
struct LoginPage {
  let isWrong: Bool

  var response: HTTPResponse {
    let problem: HTML? = isWrong ? "<p id=\"problem\" role=\"alert\">This key does not open the dashboard.</p>\n" : nil
    let main: HTML = """
      <h1>Rekindle dashboard</h1>
      \(problem)<form method="post" action="/dashboard/login">
      <p><label for="key">Key</label></p>
      <p><input id="key" name="key" type="password" class="text" required autocomplete="current-password"></p>
      <p><button>Open</button></p>
      </form>
      <p class="quiet">The key is one of those in DASHBOARD_KEYS.</p>
      """
    return Page(title: "Rekindle dashboard", style: .dashboard, main: main).response(status: 401)
  }
}
