import CYAML

/// Writes documents through libyaml's emitter: block style, the same bytes for equal documents.
public struct YAMLWriter: ~Copyable {
  /// On the heap: libyaml keeps pointers into its emitter.
  private let emitter: UnsafeMutablePointer<yaml_emitter_t>

  /// The text of one document or several with `---` between them.
  ///
  /// What a reader of YAML 1.1 would take for a number, a truth value or null is quoted where it is a text.
  public static func text(_ documents: Document...) -> String { text(documents) }

  /// The text of one document or several with `---` between them.
  public static func text(_ documents: [Document]) -> String {
    withUnsafeTemporaryAllocation(of: [UInt8].self, capacity: 1) { output in
      output.initializeElement(at: 0, to: [])
      defer { output.deinitialize() }
      YAMLWriter(output.baseAddress).write(documents)
      return String(decoding: output[0], as: UTF8.self)
    }
  }

  private init(_ output: UnsafeMutablePointer<[UInt8]>?) {
    emitter = .allocate(capacity: 1)
    emitter.initialize(to: yaml_emitter_t())
    precondition(yaml_emitter_initialize(emitter) == 1, "libyaml has no memory")
    yaml_emitter_set_output(
      emitter,
      { output, bytes, count in
        output?.assumingMemoryBound(to: [UInt8].self).pointee
          .append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
        return 1
      }, output)
    yaml_emitter_set_unicode(emitter, 1)
    yaml_emitter_set_width(emitter, -1)
  }

  deinit {
    yaml_emitter_delete(emitter)
    emitter.deallocate()
  }

  private func write(_ documents: [Document]) {
    emit { yaml_stream_start_event_initialize(&$0, YAML_UTF8_ENCODING) }
    for (index, document) in documents.enumerated() {
      emit { yaml_document_start_event_initialize(&$0, nil, nil, nil, index == 0 ? 1 : 0) }
      write(document)
      emit { yaml_document_end_event_initialize(&$0, 1) }
    }
    emit { yaml_stream_end_event_initialize(&$0) }
  }

  private func write(_ document: Document) {
    switch document {
    case .bool(let value): scalar(value ? "true" : "false", YAML_PLAIN_SCALAR_STYLE)
    case .integer(let value): scalar(String(value), YAML_PLAIN_SCALAR_STYLE)
    case .text(let text): scalar(text, YAMLWriter.style(text))
    case .list(let elements):
      emit { yaml_sequence_start_event_initialize(&$0, nil, nil, 1, YAML_BLOCK_SEQUENCE_STYLE) }
      for element in elements { write(element) }
      emit { yaml_sequence_end_event_initialize(&$0) }
    case .mapping(let members):
      emit { yaml_mapping_start_event_initialize(&$0, nil, nil, 1, YAML_BLOCK_MAPPING_STYLE) }
      for member in members {
        scalar(member.key, YAMLWriter.style(member.key))
        write(member.value)
      }
      emit { yaml_mapping_end_event_initialize(&$0) }
    }
  }

  private func scalar(_ text: String, _ style: yaml_scalar_style_t) {
    var text = text
    text.withUTF8 { bytes in
      emit { yaml_scalar_event_initialize(&$0, nil, nil, bytes.baseAddress, Int32(bytes.count), 1, 1, style) }
    }
  }

  private func emit(_ initialize: (inout yaml_event_t) -> Int32) {
    var event = yaml_event_t()
    precondition(initialize(&event) == 1 && yaml_emitter_emit(emitter, &event) == 1, "libyaml refuses the document")
  }
}

extension YAMLWriter {
  /// What YAML 1.1 reads as a truth value or null though it starts with a letter.
  private static let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]

  /// Plain where every reader takes it for a text; libyaml quotes what its syntax does not allow plain.
  private static func style(_ text: String) -> yaml_scalar_style_t {
    if text.contains("\n") { return YAML_LITERAL_SCALAR_STYLE }
    if let first = text.first, first.isASCII, first.isLetter || first == "/", !words.contains(text.lowercased()) {
      return YAML_PLAIN_SCALAR_STYLE
    }
    return text.contains("\"") || text.contains("\\")
      ? YAML_SINGLE_QUOTED_SCALAR_STYLE : YAML_DOUBLE_QUOTED_SCALAR_STYLE
  }
}
