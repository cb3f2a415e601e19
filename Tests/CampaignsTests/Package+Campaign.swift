import Campaigns
import Foundation
import Testing

extension Package {
  /// A campaign of the folder `campaigns`, compiled.
  static func campaign(_ name: String) throws -> CompiledCampaign {
    let folder = try CampaignFolder(reading: root.appending(path: "campaigns/\(name)").path)
    do {
      return try CampaignCompiler.compile(folder)
    } catch {
      Issue.record("\(error)")
      throw error
    }
  }
}
