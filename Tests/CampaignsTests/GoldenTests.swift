import Campaigns
import Foundation
import TestKit
import Testing

@Suite
struct GoldenTests {
  static let folder = Package.root.appending(path: "Tests/CampaignsTests/Golden")

  @Test(arguments: PackageFolder.campaigns)
  func everyMessageRendersForEverySampleAsRecordedRECORD1RecordsAnew(campaign: String) throws {
    try compare(Package.campaign(campaign), with: campaign)
  }

  @Test func aReceiptRendersForEverySampleAsRecorded() throws {
    try compare(Receipt.campaign.get(), with: "receipt")
  }

  private func compare(_ compiled: CompiledCampaign, with campaign: String) throws {
    let folder = Self.folder.appending(path: campaign)
    let pages = try CampaignPreview.pages(of: compiled)
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
