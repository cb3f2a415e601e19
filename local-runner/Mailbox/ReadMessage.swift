/// An accepted message, read: what its recipient would see, and what its provider knows.
struct ReadMessage: Sendable {
  var to = ""
  var toName = ""
  var from = ""
  /// The subject of an email, the first words of a text message.
  var subject = ""
  var text = ""
  /// The HTML part; nil for a text message.
  var html: String?
  /// Headers that the sender set.
  var headers: [String: String] = [:]
  /// What the sender asked the provider to repeat in callbacks.
  var correlation: [String: String] = [:]
  /// What fills the approved text that it is; nil for a message that has its own.
  var template: TemplateValues?
  /// Where the callbacks of this message go, if it says so itself.
  var callbackURL: String?
}
