/// The trace that Lambda tells of: `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`.
///
/// https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
public enum XRayTrace {
  /// The same trace as a W3C `traceparent`; nil where the header is none that X-Ray writes.
  public static func traceparent(_ header: String) -> String? {
    var fields: [Substring: Substring] = [:]
    for part in header.split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1)
      if pair.count == 2 { fields[pair[0]] = pair[1] }
    }
    guard let root = fields["Root"]?.split(separator: "-"), root.count == 3, root[0] == "1",
      isHexadecimal(root[1], 8), isHexadecimal(root[2], 24), let parent = fields["Parent"], isHexadecimal(parent, 16)
    else { return nil }
    return "00-\(root[1])\(root[2])-\(parent)-\(fields["Sampled"] == "1" ? "01" : "00")"
  }

  private static func isHexadecimal(_ text: Substring, _ count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
