import Access
import Pages

/// The page on which a temporary password is asked for, and the one that shows it.
enum PasswordPage {
  static let unknown = Problem(
    404, "unknown_link", title: "This link does not work",
    "It is incomplete or older than three days. Use “Forgot password” on the login page to choose a password.")

  static let used = Problem(
    410, "password_set", title: "Your account has a password",
    "It was shown once and is stored nowhere. If you no longer have it, use “Forgot password” on the login page.")

  static func question(brand: String) -> Page {
    Page(
      title: "Your temporary password", brand: brand,
      main: """
        <h1>Your temporary password</h1>
        <p>It is made now and shown once: nobody else has it, and we do not keep it.</p>
        <form method="post"><button type="submit">Show my password</button></form>
        """)
  }

  static func password(_ text: String, brand: String) -> Page {
    Page(
      title: "Your temporary password", brand: brand,
      main: """
        <h1>Your temporary password</h1>
        <p><strong>\(text)</strong></p>
        <p>Sign in with it in a minute, and change it at once. This page shows it this one time.</p>
        <p class="quiet">Reloading the page makes another one in its place.</p>
        """)
  }
}
