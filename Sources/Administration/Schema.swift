import JSON

/// Parts of JSON Schema that answers are described with.
enum Schema {
  static let text: JSON = ["type": "string"]
  static let integer: JSON = ["type": "integer"]
  static let number: JSON = ["type": "number"]
  static let flag: JSON = ["type": "boolean"]
  static let instant: JSON = ["type": "string", "format": "date-time"]
  static let anything: JSON = .object([:])

  static func word(_ words: [String]) -> JSON { Shape.word(words).schema }

  static func list(_ items: JSON) -> JSON { ["type": "array", "items": items] }

  /// An object that has all of these members and no other.
  static func object(_ members: [String: JSON]) -> JSON {
    [
      "type": "object", "properties": .object(members), "required": .array(members.keys.sorted().map(JSON.string)),
      "additionalProperties": false,
    ]
  }

  static func orNull(_ schema: JSON) -> JSON { ["anyOf": [schema, ["type": "null"]]] }
}
