import Campaigns
import Foundation
import Testing

@Suite
struct GoldenTests {
  static let folder = Package.root.appending(path: "Tests/CampaignsTests/Golden")
  static let campaigns =
    MessageMatrix.campaigns.values.sorted() + [
      "course-completion",
      "cta-welcome",
      "lead-nurture",
    ]

  @Test(arguments: campaigns)
  func everyMessageRendersForEverySampleAsRecordedRECORD1RecordsAnew(campaign: String) throws {
    let folder = Self.folder.appending(path: campaign)
    let pages = try CampaignPreview.pages(of: Package.campaign(campaign))
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try? FileManager.default.removeItem(at: folder)
      _ = try CampaignPreview.write(pages, to: folder.path)
    }
    let recorded = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(recorded == pages.map(\.name))
    for page in pages {
      let text = try String(contentsOf: folder.appending(path: page.name), encoding: .utf8)
      #expect(page.text == text, "\(campaign)/\(page.name) differs; look at it and record with RECORD=1")
    }
  }
}
