import Foundation
import TestKit
import YAML

/// Which fields the types of a platform have (`Fields/*.txt`): finds what is misspelt or stands in the wrong place.
struct FieldTable {
  private var types: [String: [String: String]] = [:]

  init(_ files: String...) throws {
    for file in files {
      let path = PackageFolder.url.appending(path: "Tests/PlatformFilesTests/Fields/\(file).txt")
      for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
        let parts = line.split(separator: ":", maxSplits: 1)
        for field in parts[1].split(separator: " ") {
          let names = field.split(separator: "=")
          types[String(parts[0]), default: [:]][String(names[0])] = names.count > 1 ? String(names[1]) : ""
        }
      }
    }
  }

  /// What is wrong with an object, empty where nothing is.
  func faults(_ object: YAMLNode) -> [String] {
    let isKnativeService = object["apiVersion"]?.scalar == "serving.knative.dev/v1"
    return faults(object, isKnativeService ? "KnativeService" : object.kind, object.kind + " " + object.name)
  }

  /// What is wrong with a value of a type.
  func faults(_ node: YAMLNode, _ type: String, _ place: String) -> [String] {
    if type.isEmpty { return [] }
    if type.hasSuffix("[]") {
      guard case .sequence(let elements) = node.content else { return ["\(place) must be a list"] }
      return elements.enumerated().flatMap { faults($0.element, String(type.dropLast(2)), "\(place)[\($0.offset)]") }
    }
    guard let fields = types[type] else { return ["\(place): the table has no type \(type)"] }
    guard case .mapping(let entries) = node.content else { return ["\(place) must be a mapping"] }
    return entries.flatMap { entry in
      fields[entry.key].map { faults(entry.value, $0, "\(place).\(entry.key)") }
        ?? ["\(place): \(type) has no field \(entry.key)"]
    }
  }
}
