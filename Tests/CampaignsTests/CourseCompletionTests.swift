import Campaigns
import Foundation
import Testing

/// The package's own folder.
enum Package {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
}

@Suite
struct CourseCompletionTests {
  static let golden = Package.root.appending(path: "Tests/CampaignsTests/Golden")

  func compiled() throws -> CompiledCampaign {
    let folder = try CampaignFolder(reading: Package.root.appending(path: "campaigns/course-completion").path)
    do {
      return try CampaignCompiler.compile(folder)
    } catch {
      Issue.record("\(error)")
      throw error
    }
  }

  @Test
  func everyMessageRendersForEverySampleAsRecordedRECORD1RecordsAnew() throws {
    let pages = try CampaignPreview.pages(of: compiled())
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try? FileManager.default.removeItem(at: Self.golden)
      _ = try CampaignPreview.write(pages, to: Self.golden.path)
    }
    let recorded = try FileManager.default.contentsOfDirectory(atPath: Self.golden.path).sorted()
    #expect(recorded == pages.map(\.name))
    for page in pages {
      let text = try String(contentsOf: Self.golden.appending(path: page.name), encoding: .utf8)
      #expect(page.text == text, "\(page.name) differs; look at it and record with RECORD=1")
    }
  }
}
