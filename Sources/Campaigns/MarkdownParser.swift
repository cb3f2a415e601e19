import CMarkdown

/// cmark-gfm with its extension for tables.
enum MarkdownParser {
  /// cmark keeps its extensions in globals, which are written once and before they are read.
  private static let extensions: Void = cmark_gfm_core_extensions_ensure_registered()

  /// The document of a text, for `cmark_node_free`.
  static func document(_ text: String) -> OpaquePointer? {
    _ = extensions
    guard let parser = cmark_parser_new(CMARK_OPT_SMART) else { return nil }
    defer { cmark_parser_free(parser) }
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"))
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    return cmark_parser_finish(parser)
  }
}
