/// The table of the API's operations: a resource is a file with its rows.
public enum API {
  /// In the order of the document.
  public static let endpoints: [Endpoint] =
    CampaignResource.endpoints + BudgetResource.endpoints + StepResource.endpoints + SegmentResource.endpoints
    + TemplateResource.endpoints + WordsResource.endpoints + TestSendResource.endpoints + AnalyticsResource.endpoints
    + LearnerResource.endpoints + [LearnerMessages.endpoint]
    + ClientResource.endpoints + WorklistResource.endpoints + ApprovalResource.endpoints + LeadResource.endpoints
    + ReminderResource.endpoints + [
      JobRunResource.endpoint
    ]
    + GuardrailResource.endpoints + KeyResource.endpoints + [OpenAPI.endpoint]
}
