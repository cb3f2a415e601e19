extension Statements {
  static let publish: [any Statement.Type] = [
    LockPublishing.self,
    FindCampaignVersions.self,
    PutCampaign.self,
    InsertCampaignVersion.self,
    PutCampaignSources.self,
    ListViewColumns.self,
    FindTimeZone.self,
    FindMissingFunctions.self,
    FindHighestPrices.self,
  ]
}
