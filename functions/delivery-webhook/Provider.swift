/// Whose callbacks are taken, by the last part of `/webhooks/{provider}`.
enum Provider: String {
  case sendgrid, twilio

  /// nil for every other path.
  init?(path: String) {
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    guard segments.count == 3, segments[0].isEmpty, segments[1] == "webhooks" else { return nil }
    self.init(rawValue: String(segments[2]))
  }
}
