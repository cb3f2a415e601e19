import FunctionContract
import Pages

/// Asks for a key.
struct LoginPage {
  let title: String
  let home: String
  let setting: String
  var isWrong = false

  var response: HTTPResponse {
    let problem: HTML? = isWrong ? "<p id=\"problem\" role=\"alert\">This key does not open it.</p>\n" : nil
    let main: HTML = """
      <h1>\(title)</h1>
      \(problem)<form method="post" action="\(home)/login">
      <p><label for="key">Key</label></p>
      <p><input id="key" name="key" type="password" class="text" required autocomplete="current-password"></p>
      <p><button>Open</button></p>
      </form>
      <p class="quiet">The key is one of those in \(setting).</p>
      """
    return Page(title: title, style: .dashboard, main: main).response(status: 401)
  }
}
