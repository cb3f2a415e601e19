import Campaigns
import Foundation
import TestKit
import Testing

extension Package {
  private static let campaigns = Dictionary(
    uniqueKeysWithValues: PackageFolder.campaigns.map { name in (name, Result { try compiled(name) }) })

  /// A campaign of the folder `campaigns`, compiled once for all tests.
  static func campaign(_ name: String) throws -> CompiledCampaign {
    do {
      return try #require(campaigns[name]).get()
    } catch {
      Issue.record("\(error)")
      throw error
    }
  }

  private static func compiled(_ name: String) throws -> CompiledCampaign {
    try CampaignCompiler.compile(CampaignFolder(reading: root.appending(path: "campaigns/\(name)").path))
  }
}
