import Rendering
import YAML

extension MessageCompiler {
  func inApp() -> InAppSource? {
    let title = text(file.front.required("title"))
    let typeNode = file.front.optional("type")
    let type = file.front.value(typeNode, "a type of lower-case letters, digits and hyphens", ScalarForms.slug)
    let linkNode = file.front.optional("link")
    let target = linkNode.flatMap(text)
    guard let template = piece(file.body, line: file.bodyLine), let title else { return nil }
    if (typeNode != nil && type == nil) || (linkNode != nil && target == nil) { return nil }
    for place in template.partials {
      report.add(file.path, file.bodyLine, "{{> \(place)}} has no place in a notice")
    }
    var reader = MarkdownReader(ShieldedText(file.body), links: []) { [file, report] line, message in
      report.add(file.path, file.bodyLine + line - 1, message)
    }
    let blocks = reader.read()
    if !reader.links.isEmpty {
      report.add(file.path, file.bodyLine, "a notice has one link, in its front matter: link: \"\(reader.links[0])\"")
    }
    let text = MessageTextWriter.text(blocks, links: reader.links).trimmed
    if text.isEmpty { report.add(file.path, file.bodyLine, "the notice has no text") }
    return InAppSource(type: type ?? "message", title: title, text: text, link: target)
  }
}
