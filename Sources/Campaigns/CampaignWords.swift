/// What `campaign.yaml` says in one language and footers print.
struct CampaignWords {
  /// Mustache: why a learner gets the emails.
  var reason: String?
  /// What the opt-out links call one thing, and all of a kind; nil where nobody has said it in this language.
  var subject: String?
  var topic: String?
  /// Where they stand.
  var line: Int
}
