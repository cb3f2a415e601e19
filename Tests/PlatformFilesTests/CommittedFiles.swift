import Foundation
import FunctionContract
import TestKit
import YAML

/// The files of `infra/` as they are committed, and the manifests that they come from.
enum CommittedFiles {
  static let folder = PackageFolder.url.appending(path: "infra")

  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// Paths of the files below a folder of `infra/` that end so, in order of names.
  static func paths(_ platform: String, ending: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.appending(path: platform).path)?.compactMap {
      $0 as? String
    }
    return (names ?? []).filter { $0.hasSuffix(ending) }.sorted().map { "\(platform)/\($0)" }
  }

  /// Every object in the YAML files of a platform.
  static func objects(_ platform: String) throws -> [YAMLNode] {
    try paths(platform, ending: ".yaml").flatMap { try objects(in: $0) }
  }

  /// The objects of one file.
  static func objects(in path: String) throws -> [YAMLNode] {
    try text(path).components(separatedBy: "\n---\n").map { try YAMLReader.read($0) }
  }

  static func manifests() throws -> [Manifest] {
    let functions = PackageFolder.url.appending(path: "functions")
    return try FileManager.default.contentsOfDirectory(atPath: functions.path).sorted().map { name in
      let bytes = try Data(contentsOf: functions.appending(path: "\(name)/function.json"))
      return try Manifest(Array(bytes), file: name)
    }
  }
}

extension YAMLNode {
  /// The value behind keys such as `spec.template.spec`.
  subscript(path: String) -> YAMLNode? {
    var node = self
    for key in path.split(separator: ".") {
      guard let value = node.entries.first(where: { $0.key == key })?.value else { return nil }
      node = value
    }
    return node
  }

  var entries: [Entry] { if case .mapping(let entries) = content { entries } else { [] } }

  var elements: [YAMLNode] { if case .sequence(let elements) = content { elements } else { [] } }

  /// The scalars of a mapping by their keys.
  var scalars: [String: String] {
    Dictionary(entries.compactMap { entry in entry.value.scalar.map { (entry.key, $0) } }, uniquingKeysWith: { $1 })
  }

  /// This node and all below it.
  var all: [YAMLNode] { [self] + (entries.map(\.value) + elements).flatMap(\.all) }

  var kind: String { self["kind"]?.scalar ?? "" }
  var name: String { self["metadata.name"]?.scalar ?? "" }
}
