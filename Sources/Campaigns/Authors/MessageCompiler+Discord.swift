import Domain
import Rendering
import YAML

extension MessageCompiler {
  /// Markdown, as an email's, to one person or into a group's channel.
  func discord() -> DiscordSource? {
    let audience: DiscordSource.Audience = file.front.choice(file.front.optional("to")) ?? .person
    let mentions = file.front.list(file.front.optional("mentions"), of: "mentions").compactMap { node in
      file.front.value(node, "users, roles or everyone") { ["users", "roles", "everyone"].contains($0) ? $0 : nil }
    }
    let previews = flag("link_previews") ?? true
    let silent = flag("silent") ?? false
    guard let template = piece(file.body, line: file.bodyLine) else { return nil }
    for place in template.partials {
      report.add(file.path, file.bodyLine, "{{> \(place)}} has no place in a message on Discord")
    }
    let saysHowToStop = refusePersonalLinks(template, for: audience)
    var reader = MarkdownReader(ShieldedText(file.body), links: links) { [file, report] line, message in
      report.add(file.path, file.bodyLine + line - 1, message)
    }
    let blocks = reader.read()
    links = reader.links
    let text = MessageTextWriter.text(blocks, links: links, style: .discord).trimmed
    if text.isEmpty { report.add(file.path, file.bodyLine, "the message has no text") }
    return DiscordSource(
      text: text, links: links, audience: audience, mentions: mentions, hidesPreviews: !previews, isSilent: silent,
      carriesOptOut: audience == .person && campaign.campaign.messageClass != .transactional && !saysHowToStop,
      language: campaign.language)
  }

  private func flag(_ key: String) -> Bool? {
    file.front.value(file.front.optional(key), "true or false", Bool.init)
  }

  /// Whether the text has the opt-out link itself; in a group's channel everybody could follow it for all of them.
  private func refusePersonalLinks(_ template: MustacheTemplate, for audience: DiscordSource.Audience) -> Bool {
    let personal: [SystemVariable] = [
      .unsubscribeURL, .unsubscribeAllURL, .preferencesURL, .passwordURL, .dataURL,
    ]
    let used = template.variables.filter { variable in personal.contains { $0.rawValue == variable.name } }
    if audience == .group, let first = used.first {
      report.add(
        file.path, file.bodyLine + first.line - 1,
        "{{\(first.name)}} is one person's, and everybody who reads the channel could follow it")
    }
    return used.contains { $0.name == SystemVariable.unsubscribeURL.rawValue }
  }
}
