import FunctionContract
@testable import PlatformFiles
import Testing
@testable import YAML

/// The SAM template as a deployment with these parameters has it: conditions decided, what does not apply left out.
struct Deployment {
  private let template: YAMLNode
  private let parameters: [String: String]
  /// Everything that is deployed, by its id.
  private(set) var resources: [String: YAMLNode] = [:]

  init(_ parameters: [String: String]) throws {
    template = try CommittedFiles.objects(in: "aws/template.yaml")[0]
    let defaults = (template["Parameters"]?.entries ?? []).map { ($0.key, $0.value["Default"]?.scalar ?? "given") }
    self.parameters = Dictionary(uniqueKeysWithValues: defaults).merging(parameters) { $1 }
    for entry in template["Resources"]?.entries ?? [] where applies(entry.value) {
      resources[entry.key] = resolved(entry.value)
    }
  }

  /// The outputs that apply.
  var outputs: [String] { (template["Outputs"]?.entries ?? []).filter { applies($0.value) }.map(\.key) }

  func properties(_ id: String) throws -> YAMLNode { try #require(resources[id]?["Properties"], "\(id)") }

  /// What is deployed of a type, by its id.
  func all(_ type: String) -> [String: YAMLNode] {
    resources.filter { $0.value["Type"]?.scalar == type }.compactMapValues { $0["Properties"] }
  }

  /// What the role allows: its statements' actions.
  func actions(_ role: String) throws -> [String] {
    try statements(role).filter { $0["Effect"]?.scalar == "Allow" }.flatMap { $0["Action"]?.elements ?? [] }
      .compactMap(\.scalar)
  }

  func statements(_ role: String) throws -> [YAMLNode] {
    try #require(properties(role)["Policies"]?.elements.first?["PolicyDocument.Statement"]).elements
  }

  private func applies(_ node: YAMLNode) -> Bool { node["Condition"]?.scalar.map(holds) ?? true }

  private func holds(_ condition: String) -> Bool { decided(template["Conditions.\(condition)"]) }

  private func decided(_ node: YAMLNode?) -> Bool {
    if let name = node?["Condition"]?.scalar { return holds(name) }
    if let all = node?["Fn::And"] { return all.elements.allSatisfy(decided) }
    if let one = node?["Fn::Not"]?.elements.first { return !decided(one) }
    let texts = node?["Fn::Equals"]?.elements.map { $0["Ref"]?.scalar.flatMap { parameters[$0] } ?? $0.scalar }
    return texts?.first == texts?.last
  }

  /// The node without `Fn::If`; nil where it is to be left out.
  private func resolved(_ node: YAMLNode) -> YAMLNode? {
    if let choice = node["Fn::If"]?.elements, let name = choice.first?.scalar {
      return resolved(holds(name) ? choice[1] : choice[2])
    }
    if node["Ref"]?.scalar == "AWS::NoValue" { return nil }
    switch node.content {
    case .scalar: return node
    case .sequence(let elements):
      return YAMLNode(content: .sequence(elements.compactMap(resolved)), line: node.line)
    case .mapping(let entries):
      let kept = entries.compactMap { entry in
        resolved(entry.value).map { YAMLNode.Entry(key: entry.key, line: entry.line, value: $0) }
      }
      return YAMLNode(content: .mapping(kept), line: node.line)
    }
  }
}

extension YAMLNode {
  /// The resource that `Fn::GetAtt` or `Ref` names.
  var resource: String? { self["Fn::GetAtt"]?.elements.first?.scalar ?? self["Ref"]?.scalar }

  /// Ids of every resource or parameter that this node or one below it names.
  var references: Set<String> {
    let texts = all.compactMap { $0["Fn::Sub"]?.scalar }.flatMap { text in
      text.split(separator: "${").dropFirst().compactMap { $0.split { $0 == "}" || $0 == "." }.first.map(String.init) }
    }
    return Set(all.compactMap(\.resource) + texts)
  }
}
