/// The table of the API's operations: a resource is a file with its rows.
public enum API {
  /// In the order of the document.
  public static let endpoints: [Endpoint] =
    CampaignResource.endpoints + TemplateResource.endpoints + WordsResource.endpoints
    + TestSendResource.endpoints + AnalyticsResource.endpoints
    + LearnerResource.endpoints
    + KeyResource.endpoints + [OpenAPI.endpoint]
}
