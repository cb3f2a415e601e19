import Rendering

/// What stands in previews for the values that only a sender knows.
enum PreviewValues {
  static let sender = SenderDetails(
    brand: "Rekindle Academy", postalAddress: "12 Example Street, 400001 Mumbai", supportEmail: "help@rekindle.example",
    supportPhone: "+44 1632 960142")
  static let links = RecipientLinks(
    unsubscribe: "https://rekindle.example/unsubscribe/course",
    unsubscribeAll: "https://rekindle.example/unsubscribe/all",
    preferences: "https://rekindle.example/preferences/sample", password: { "https://rekindle.example/welcome/sample" },
    data: { "https://rekindle.example/data/sample" })
  /// As long as a real one on a short host.
  static let shortLink = linkBase + linkCode
  /// What our short links begin with, and their code.
  static let linkBase = "https://rekindle.example/c/"
  static let linkCode = "Ab3dE9xK2m"
}
