import Domain
import Encoding
import JSON

@testable import Campaigns
@testable import Rendering
@testable import YAML

extension FuzzTargets {
  /// What authors write.
  static let campaigns: [FuzzTarget] = [
    FuzzTarget("mustache") { input in
      guard let template = try? MustacheTemplate(input.text) else { return nil }
      _ = (template.variables, template.partials)
      let values = MessageValues(learner: ["a": "text", "b": ["c": 1], "d": [["a": "x"], ["a": "y"]], "e": true])
      for escaping in [Escaping.html, .text, .urlComponent, .discord] {
        var renderer = MustacheRenderer(values, mode: .specification(partials: ["p": "{{a}}"]), escaping: escaping)
        try? renderer.render(template)
        if renderer.out.utf8.count > 2 * MustacheRenderer.maximumSize { return "a text has a longest length" }
        var strict = MustacheRenderer(values, mode: .strict, escaping: escaping)
        try? strict.render(template)
      }
      return nil
    },
    FuzzTarget("markdown") { input in
      let text = input.text
      guard let source = try? MustacheTemplate(text), source.unwelcome.isEmpty, !ShieldedText.usesMarks(text),
        !TextTable.isMarked(text), FuzzTargets.hasPlainNames(source)
      else { return nil }
      var isRefused = false
      var reader = MarkdownReader(ShieldedText(text), links: []) { _, _ in isRefused = true }
      let blocks = reader.read()
      let html = MessageHTMLWriter.html(blocks)
      if html.contains("<script") { return "no markup of the author's passes" }
      for style in [MessageTextStyle.plain] { _ = MessageTextWriter.text(blocks, links: reader.links, style: style) }
      return broken("what is written is Mustache", unless: isRefused || (try? MustacheTemplate(html)) != nil)
    },
    FuzzTarget("yaml") { input in
      guard let node = try? YAMLReader.read(input.text) else { return nil }
      return broken("a document is not deep", unless: FuzzTargets.depth(node) <= 17)
    },
    FuzzTarget("campaign") { input in
      let folder = CampaignFolder(
        path: "campaigns/fuzz", files: ["campaign.yaml": input.text, "segment.sql": "select 1"])
      _ = CampaignCompiler.examine(folder)
      return nil
    },
  ]

  /// Whether its names are of a form that a value can have: the compiler refuses a message with any other.
  private static func hasPlainNames(_ template: MustacheTemplate) -> Bool {
    (template.variables.map(\.name) + template.partials).allSatisfy { name in
      name.utf8.allSatisfy { PercentEncoding.isUnreserved($0) }
    }
  }

  private static func depth(_ node: YAMLNode) -> Int {
    switch node.content {
    case .scalar: 1
    case .sequence(let nodes): 1 + (nodes.map(depth).max() ?? 0)
    case .mapping(let entries): 1 + (entries.map { depth($0.value) }.max() ?? 0)
    }
  }
}
