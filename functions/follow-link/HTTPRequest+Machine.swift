import FunctionContract

extension HTTPRequest {
  /// Whether a scanner, a preview, a prefetcher or a mail provider's proxy asked, as far as it says so.
  var isFromMachine: Bool {
    if method == "HEAD" { return true }
    let purposes = ["sec-purpose", "purpose", "x-purpose", "x-moz"].compactMap { headers[$0]?.lowercased() }
    if purposes.contains(where: { $0.contains("prefetch") || $0.contains("preview") || $0.contains("prerender") }) {
      return true
    }
    guard let agent = headers["user-agent"]?.lowercased(), !agent.isEmpty else { return true }
    return agent == HTTPRequest.mailPrivacyProtection || HTTPRequest.machines.contains { agent.contains($0) }
  }

  /// All that Apple's proxy says of itself; it fetches pictures whether or not somebody reads.
  private static let mailPrivacyProtection = "mozilla/5.0"

  private static let machines = [
    "bot", "crawl", "spider", "preview", "scan", "prefetch", "headless", "externalhit", "whatsapp", "imageproxy",
    "mailproxy", "safelinks", "existence discovery", "barracuda", "mimecast", "proofpoint", "curl/", "wget/", "python",
    "go-http-client", "java/", "libwww", "httpclient",
  ]
}
