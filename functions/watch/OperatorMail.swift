import Rendering

/// The texts of mail to operators, as messages of campaigns are stored.
enum OperatorMail {
  /// The one link goes where the mail's own page is.
  private static let page = "{{preferences_url}}"
  private static let reason = "You get this mail because your address is in this installation's REKINDLE_ALERT_EMAILS."

  /// About one incident: opened, or over.
  static let incident = EmailSource(
    subject: "{{title}}", preheader: "{{what}}: {{figure}}",
    html: paragraph("{{what}}") + EmailSource.boxPlace
      + "{{#is_paused}}" + paragraph("The campaign is paused. It goes on when somebody resumes it.") + "{{/is_paused}}",
    text: "{{what}}\n\n" + EmailSource.boxPlace
      + "{{#is_paused}}\n\nThe campaign is paused. It goes on when somebody resumes it.{{/is_paused}}\n\n"
      + EmailSource.buttonPlace,
    links: [page], button: .init(label: "Look at the incidents", link: 0),
    box: .init(
      title: "{{title}}",
      facts: [
        .init(label: "About", value: "{{about}}", condition: "about"), .init(label: "Figure", value: "{{figure}}"),
        .init(label: "Threshold", value: "{{threshold}}"), .init(label: "Counted", value: "{{count}}"),
        .init(label: "Since", value: "{{since}}"), .init(label: "Until", value: "{{until}}", condition: "until"),
      ]),
    reason: reason, footer: .plain)

  /// About a week.
  static let review = EmailSource(
    subject: "The week until {{until}}: {{sent}} messages",
    preheader: "{{open_count}} incidents, {{paused_count}} paused campaigns",
    html: [
      list("What went out", "sections", "{{line}}", none: "Nothing went out."),
      list("What campaigns bring", "lifts", "{{line}}", none: "No campaign holds learners out."),
      paragraph("Cost: {{cost}}"), list("Open incidents", "incidents", "{{line}}", none: "None."),
      list("Paused campaigns", "paused", "{{line}}", none: "None."),
    ].joined(separator: "\n"),
    text: [
      lines("What went out", "sections", none: "Nothing went out."),
      lines("What campaigns bring", "lifts", none: "No campaign holds learners out."), "Cost: {{cost}}",
      lines("Open incidents", "incidents", none: "None."), lines("Paused campaigns", "paused", none: "None."),
    ].joined(separator: "\n\n"),
    links: [page], button: .init(label: "Open the dashboard", link: 0), reason: reason, footer: .plain)

  private static func paragraph(_ text: String) -> String { "<p style=\"\(EmailStyles.paragraph)\">\(text)</p>" }

  private static func list(_ title: String, _ name: String, _ item: String, none: String) -> String {
    "<h2 style=\"\(EmailStyles.heading(2, nil))\">\(title)</h2>{{#\(name)}}<ul style=\"\(EmailStyles.list)\">"
      + "<li style=\"\(EmailStyles.item)\">\(item)</li></ul>{{/\(name)}}{{^\(name)}}\(paragraph(none)){{/\(name)}}"
  }

  private static func lines(_ title: String, _ name: String, none: String) -> String {
    "\(title)\n{{#\(name)}}\n- {{line}}{{/\(name)}}{{^\(name)}}\n\(none){{/\(name)}}"
  }
}
