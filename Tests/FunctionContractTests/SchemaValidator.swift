import Foundation
import JSON

/// The part of JSON Schema (draft 2020-12) that the published schemas use; an unknown keyword fails.
struct SchemaValidator {
  private let root: JSON

  init(_ schema: JSON) { root = schema }

  /// Where and why `value` does not fit the schema, empty where it does.
  func faults(_ value: JSON) -> [String] { faults(value, root, "$") }

  private func faults(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    (schema.object ?? [:]).flatMap { keyword, rule in
      fault(value, schema, keyword, rule, path).map { ["\(path): \(keyword) \($0)"] }
        ?? nested(value, schema, keyword, rule, path)
    }
  }

  private func fault(_ value: JSON, _ schema: JSON, _ keyword: String, _ rule: JSON, _ path: String) -> String? {
    switch keyword {
    case "$schema", "$defs", "$ref", "title", "description", "properties", "items": nil
    case "type": hasType(value, rule.string) ? nil : "is not met"
    case "enum": rule.array?.contains(value) == true ? nil : "does not list it"
    case "required": value.object.flatMap { members in rule.array?.first { members[$0.string ?? ""] == nil } }?.string
    case "additionalProperties":
      value.object?.keys.first { rule == false && schema["properties"]?[$0] == nil }
    case "minimum": (value.integer ?? .max) >= (rule.integer ?? .max) ? nil : "is not met"
    case "maximum": (value.integer ?? .min) <= (rule.integer ?? .min) ? nil : "is not met"
    case "minLength": (value.string?.count ?? .max) >= (rule.integer ?? .max) ? nil : "is not met"
    case "maxLength": (value.string?.count ?? 0) <= (rule.integer ?? -1) ? nil : "is not met"
    case "minItems": (value.array?.count ?? .max) >= (rule.integer ?? .max) ? nil : "is not met"
    case "uniqueItems": value.array.map { Set($0.map(\.text)).count == $0.count } ?? true ? nil : "is not met"
    case "pattern": value.string.map { matches($0, rule.string ?? "") } ?? true ? nil : "is not met"
    case "anyOf": rule.array?.contains { faults(value, $0, path).isEmpty } == true ? nil : "is not met"
    default: "is a keyword that this validator does not know"
    }
  }

  private func nested(_ value: JSON, _ schema: JSON, _ keyword: String, _ rule: JSON, _ path: String) -> [String] {
    switch keyword {
    case "properties":
      (rule.object ?? [:]).flatMap { name, rule in value[name].map { faults($0, rule, "\(path).\(name)") } ?? [] }
    case "items": (value.array ?? []).enumerated().flatMap { faults($0.element, rule, "\(path)[\($0.offset)]") }
    case "$ref":
      faults(
        value, (rule.string ?? "").split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? .null }, path)
    default: []
    }
  }

  private func hasType(_ value: JSON, _ type: String?) -> Bool {
    switch value {
    case .object: type == "object"
    case .array: type == "array"
    case .string: type == "string"
    case .integer: type == "integer" || type == "number"
    case .number: type == "number"
    case .bool: type == "boolean"
    case .null: type == "null"
    }
  }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    text.range(of: pattern, options: .regularExpression) != nil
  }
}
