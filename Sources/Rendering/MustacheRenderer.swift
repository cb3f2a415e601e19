import Encoding
import JSON

/// One pass over a template's nodes: values are printed and never looked at again, so a value's braces stay text.
struct MustacheRenderer {
  /// Largest output in bytes.
  static let maximumSize = 1 << 20
  /// Most nodes that one rendering visits; a partial, parsed anew each time, counts as many.
  private static let maximumSteps = 1_000_000
  private static let partialSteps = 1_000

  /// What happens where the specification prints nothing or prints anything.
  enum Mode {
    /// Missing values print nothing, partials are included (the specification).
    case specification(partials: [String: String])
    /// Missing, null, blank and unprintable values are errors; every value is escaped (the product).
    case strict
  }

  private let mode: Mode
  private var escaping: Escaping
  private var linkTemplates: [MustacheTemplate] = []
  private let values: MessageValues
  private var stack: [JSON]
  private var steps = 0
  private var depth = 0
  private var bytes: [UInt8] = []
  private(set) var ledger: LinkLedger?
  /// The next number of each numbered list.
  private var counters: [Int: Int] = [:]

  init(_ values: MessageValues, mode: Mode, escaping: Escaping) {
    self.mode = mode
    self.escaping = escaping
    self.values = values
    stack = [values.learner]
  }

  /// A strict rendering whose `{{link:N}}` tags print the targets made from `links`.
  init(_ values: MessageValues, escaping: Escaping, links: [MustacheTemplate], ledger: LinkLedger) {
    self.init(values, mode: .strict, escaping: escaping)
    linkTemplates = links
    self.ledger = ledger
  }

  /// What was rendered so far.
  var out: String { String(decoding: bytes, as: UTF8.self) }

  /// Renders a whole template, with room for its text and short values.
  mutating func render(_ template: MustacheTemplate) throws(RenderingError) {
    bytes.reserveCapacity(template.textSize * 5 / 4 + 256)
    try render(template.nodes)
  }

  private mutating func render(_ nodes: [MustacheTemplate.Node]) throws(RenderingError) {
    steps += nodes.count
    if steps > MustacheRenderer.maximumSteps || bytes.count > MustacheRenderer.maximumSize { throw .tooLarge }
    for node in nodes {
      switch node {
      case .text(let text): bytes.append(contentsOf: text.utf8)
      case .value(let name, let isRaw): try print(name, isRaw: isRaw)
      case .section(let name, let isInverted, let children):
        try section(name, isInverted: isInverted, children)
      case .partial(let name, let indentation): try partial(name, indentation: indentation)
      }
    }
  }

  private mutating func section(
    _ name: MustacheTemplate.Name, isInverted: Bool, _ children: [MustacheTemplate.Node]
  ) throws(RenderingError) {
    let value = lookup(name)
    let isShown = value.map(isTruthy) ?? false
    if isInverted { return isShown ? () : try render(children) }
    guard isShown, let value else { return }
    for element in value.array ?? [value] {
      stack.append(element)
      try render(children)
      stack.removeLast()
    }
  }

  private func isTruthy(_ value: JSON) -> Bool {
    switch value {
    case .null, .bool(false): return false
    case .array(let elements): return !elements.isEmpty
    default: break
    }
    guard case .strict = mode else { return true }
    return switch value {
    case .string(let text): !text.isBlank
    case .integer(0), .number(0): false
    default: true
    }
  }

  /// The value of the nearest context that has the name's first part (specification: "context precedence").
  private func lookup(_ name: MustacheTemplate.Name) -> JSON? {
    guard let first = name.parts.first else { return stack.last }
    if let variable = name.system, let value = values.ofSender(variable) { return value }
    for context in stack.reversed() {
      guard var value = context[first] else { continue }
      for part in name.parts.dropFirst() {
        guard let next = value[part] else { return nil }
        value = next
      }
      return value
    }
    return nil
  }

  private mutating func partial(_ name: String, indentation: String) throws(RenderingError) {
    guard case .specification(let partials) = mode, let source = partials[name], depth < MustacheTemplate.maximumDepth
    else { return }
    let template = try MustacheTemplate.parse(source.indented(by: indentation))
    steps += MustacheRenderer.partialSteps
    depth += 1
    try render(template.nodes)
    depth -= 1
  }
}

// MARK: - Printing

extension MustacheRenderer {
  private mutating func print(_ name: MustacheTemplate.Name, isRaw: Bool) throws(RenderingError) {
    if let link = name.link, linkTemplates.indices.contains(link) { return try printLink(linkTemplates[link]) }
    if let list = name.list { return printNumber(of: list.number, start: list.start) }
    switch mode {
    case .specification:
      let text = lookup(name).flatMap(MustacheRenderer.printed) ?? ""
      if isRaw { bytes.append(contentsOf: text.utf8) } else { escaping.append(text, to: &bytes) }
    case .strict:
      guard let value = lookup(name), value != .null else { throw .missing(variable: name.text) }
      guard let text = MustacheRenderer.printed(value), value.bool == nil else {
        throw .unprintable(variable: name.text)
      }
      if text.isBlank { throw .missing(variable: name.text) }
      write(text.cleaned)
    }
  }

  private mutating func write(_ text: String) {
    // A value at the start of a target is an address of its own; anywhere else it is one component of it.
    if escaping == .urlComponent, bytes.isEmpty {
      bytes.append(contentsOf: text.utf8)
    } else if escaping == .urlComponent, bytes.elementsEqual("mailto:".utf8) {
      bytes.append(contentsOf: PercentEncoding.encode(text).replacing("%40", with: "@").utf8)
    } else {
      escaping.append(text, to: &bytes)
    }
  }

  private mutating func printNumber(of list: Int, start: Int?) {
    if let start {
      counters[list] = start
    } else {
      bytes.append(contentsOf: String(counters[list, default: 1]).utf8)
      counters[list, default: 1] += 1
    }
  }

  private mutating func printLink(_ template: MustacheTemplate) throws(RenderingError) {
    var target = MustacheRenderer(values, mode: mode, escaping: .urlComponent)
    target.stack = stack
    try target.render(template)
    let url = target.out
    do throws(LinkFault) {
      let address = try ledger?.address(for: try LinkTarget(url), isTracked: !template.isRecipientLink) ?? url
      // In HTML an address is an attribute; elsewhere it is printed as it is, its characters were checked.
      if escaping == .html { escaping.append(address, to: &bytes) } else { bytes.append(contentsOf: address.utf8) }
    } catch {
      throw .refusedLink(error)
    }
  }

  private static func printed(_ value: JSON) -> String? {
    switch value {
    case .null, .array, .object: nil
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): Int(exactly: value).map(String.init) ?? value.description
    case .string(let text): text
    }
  }
}

extension String {
  fileprivate func indented(by indentation: String) -> String {
    guard !indentation.isEmpty else { return self }
    return split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      line.isEmpty ? String(line) : indentation + line
    }.joined(separator: "\n")
  }
}
