import CYAML

/// Reads one YAML document by libyaml's events; anchors, aliases, tags and repeated keys are refused.
public struct YAMLReader: ~Copyable {
  private static let maximumDepth = 16

  /// On the heap: libyaml keeps pointers into its parser.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let bytes: UnsafeBufferPointer<UInt8>
  private var depth = 0

  /// Reads `text` whole.
  public static func read(_ text: String) throws(YAMLError) -> YAMLNode {
    var text = text
    return try text.withUTF8 { (bytes) -> Result<YAMLNode, YAMLError> in
      do throws(YAMLError) {
        var reader = try YAMLReader(bytes)
        return .success(try reader.document())
      } catch {
        return .failure(error)
      }
    }.get()
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
    self.bytes = bytes
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else {
      throw YAMLError(message: "there is no memory to read it", line: 1)
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  private mutating func document() throws(YAMLError) -> YAMLNode {
    var event = try next()
    while event.kind == YAML_STREAM_START_EVENT || event.kind == YAML_DOCUMENT_START_EVENT { event = try next() }
    if event.kind == YAML_STREAM_END_EVENT { throw YAMLError(message: "the file is empty", line: 1) }
    let node = try self.node(event)
    _ = try next()
    let end = try next()
    guard end.kind == YAML_STREAM_END_EVENT else {
      throw YAMLError(message: "a second document starts here; one is allowed", line: end.line)
    }
    return node
  }

  private mutating func node(_ event: Event) throws(YAMLError) -> YAMLNode {
    switch event.kind {
    case YAML_SCALAR_EVENT: return YAMLNode(content: .scalar(event.text), line: event.line)
    case YAML_SEQUENCE_START_EVENT: return try nested(event) { (reader) throws(YAMLError) in try reader.sequence() }
    case YAML_MAPPING_START_EVENT: return try nested(event) { (reader) throws(YAMLError) in try reader.mapping() }
    case YAML_ALIAS_EVENT:
      throw YAMLError(message: "aliases (*name) are not supported; write the value out", line: event.line)
    default: throw YAMLError(message: "a value is missing", line: event.line)
    }
  }

  private mutating func nested(
    _ event: Event, _ body: (inout YAMLReader) throws(YAMLError) -> YAMLNode.Content
  ) throws(YAMLError) -> YAMLNode {
    depth += 1
    defer { depth -= 1 }
    if depth > YAMLReader.maximumDepth { throw YAMLError(message: "nested too deeply", line: event.line) }
    return YAMLNode(content: try body(&self), line: event.line)
  }

  private mutating func sequence() throws(YAMLError) -> YAMLNode.Content {
    var elements: [YAMLNode] = []
    while true {
      let event = try next()
      if event.kind == YAML_SEQUENCE_END_EVENT { return .sequence(elements) }
      elements.append(try node(event))
    }
  }

  private mutating func mapping() throws(YAMLError) -> YAMLNode.Content {
    var entries: [YAMLNode.Entry] = []
    var lines: [String: Int] = [:]
    while true {
      let event = try next()
      if event.kind == YAML_MAPPING_END_EVENT { return .mapping(entries) }
      guard event.kind == YAML_SCALAR_EVENT else { throw YAMLError(message: "a key must be a word", line: event.line) }
      if let first = lines.updateValue(event.line, forKey: event.text) {
        throw YAMLError(message: "the key \(event.text) stands twice, first in line \(first)", line: event.line)
      }
      entries.append(YAMLNode.Entry(key: event.text, line: event.line, value: try node(try next())))
    }
  }
}

// MARK: - Events

extension YAMLReader {
  /// What the tree needs of a libyaml event, copied before the event is freed.
  private struct Event {
    let kind: yaml_event_type_t
    let line: Int
    let text: String
  }

  private mutating func next() throws(YAMLError) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      throw YAMLFault(parser.pointee, in: bytes).error
    }
    defer { yaml_event_delete(&event) }
    let line = Int(event.start_mark.line) + 1
    if YAMLReader.hasAnchorOrTag(event) {
      throw YAMLError(message: "anchors (&name) and tags (!name) are not supported", line: line)
    }
    var text = ""
    if event.type == YAML_SCALAR_EVENT, let value = event.data.scalar.value {
      text = String(decoding: UnsafeBufferPointer(start: value, count: event.data.scalar.length), as: UTF8.self)
    }
    return Event(kind: event.type, line: line, text: text)
  }

  private static func hasAnchorOrTag(_ event: yaml_event_t) -> Bool {
    switch event.type {
    case YAML_SCALAR_EVENT: event.data.scalar.anchor != nil || event.data.scalar.tag != nil
    case YAML_SEQUENCE_START_EVENT: event.data.sequence_start.anchor != nil || event.data.sequence_start.tag != nil
    case YAML_MAPPING_START_EVENT: event.data.mapping_start.anchor != nil || event.data.mapping_start.tag != nil
    default: false
    }
  }
}
