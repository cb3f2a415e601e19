package import JSON

/// Reads the members of one JSON object, saying of each fault where it is; `null` counts as absent.
package struct ObjectReader {
  package let path: String
  package let members: [String: JSON]

  package init(_ value: JSON, path: String = "$") throws(ShapeError) {
    guard case .object(let members) = value else { throw ShapeError(reason: "an object is needed", path: path) }
    self.path = path
    self.members = members.filter { $0.value != .null }
  }

  package subscript(name: String) -> JSON? { members[name] }

  package func fault(_ reason: String, at name: String) -> ShapeError {
    ShapeError(reason: reason, path: "\(path).\(name.prefix(64))")
  }

  /// The object at `name`; a fault where there is none.
  package func object(_ name: String) throws(ShapeError) -> ObjectReader {
    guard let value = members[name] else { throw fault("an object is missing", at: name) }
    return try ObjectReader(value, path: "\(path).\(name)")
  }

  package func objectIfPresent(_ name: String) throws(ShapeError) -> ObjectReader? {
    members[name] == nil ? nil : try object(name)
  }

  /// A string that is not empty.
  package func text(_ name: String) throws(ShapeError) -> String {
    guard let text = try textIfPresent(name) else { throw fault("a string is missing", at: name) }
    return text
  }

  /// A string that is not empty, nil where there is none.
  package func textIfPresent(_ name: String) throws(ShapeError) -> String? {
    guard let text = try string(name) else { return nil }
    if text.isEmpty { throw fault("the string is empty", at: name) }
    return text
  }

  /// A string, nil where there is none.
  package func string(_ name: String) throws(ShapeError) -> String? {
    guard let value = members[name] else { return nil }
    guard case .string(let text) = value else { throw fault("a string is needed", at: name) }
    return text
  }

  package func bool(_ name: String) throws(ShapeError) -> Bool? {
    guard let value = members[name] else { return nil }
    guard case .bool(let truth) = value else { throw fault("true or false is needed", at: name) }
    return truth
  }

  package func integer(_ name: String) throws(ShapeError) -> Int? {
    guard let value = members[name] else { return nil }
    guard case .integer(let number) = value else { throw fault("a whole number is needed", at: name) }
    return number
  }

  /// The strings of an array, none where it is absent.
  package func strings(_ name: String) throws(ShapeError) -> [String] {
    guard let value = members[name] else { return [] }
    guard case .array(let elements) = value else { throw fault("an array of strings is needed", at: name) }
    var strings: [String] = []
    for (index, element) in elements.enumerated() {
      guard case .string(let text) = element else { throw fault("a string is needed", at: "\(name)[\(index)]") }
      strings.append(text)
    }
    return strings
  }

  /// The objects of an array, none where it is absent.
  package func objects(_ name: String) throws(ShapeError) -> [ObjectReader] {
    guard let value = members[name] else { return [] }
    guard case .array(let elements) = value else { throw fault("an array of objects is needed", at: name) }
    var objects: [ObjectReader] = []
    for (index, element) in elements.enumerated() {
      objects.append(try ObjectReader(element, path: "\(path).\(name)[\(index)]"))
    }
    return objects
  }
}
