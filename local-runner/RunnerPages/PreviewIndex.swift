import FunctionContract
import Pages

/// One page over all previews: every campaign's messages with every sample.
struct PreviewIndex {
  struct Campaign {
    /// The folder beside the page that holds the previews.
    let folder: String
    let title: String
    /// `<message>.<sample>.<channel>.html` or `.txt`.
    let pages: [String]
  }

  let campaigns: [Campaign]

  /// The page as a file's bytes.
  var bytes: [UInt8] {
    let main: HTML = """
      <h1>Every message with every sample</h1>
      \(HTML(campaigns.map(section)))
      """
    return Page(title: "Previews", brand: "Rekindle on this machine", style: .runner, main: main).response().body
  }

  private func section(_ campaign: Campaign) -> HTML {
    let groups = Dictionary(grouping: campaign.pages) { String($0.prefix { $0 != "." }) }
    let rows = groups.sorted { $0.key < $1.key }.map { message, pages -> HTML in
      let links = pages.map { page -> HTML in
        "<a href=\"\(campaign.folder)/\(page)\">\(page.dropFirst(message.count + 1))</a>"
      }
      return "<li><b>\(message)</b><br>\(HTML(links))</li>"
    }
    return "<h2>\(campaign.title)</h2>\n<ul>\(HTML(rows))</ul>"
  }
}
