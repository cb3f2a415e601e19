extension Statements {
  static let dashboardQuery: [any Statement.Type] = [
    CourseReminderOverview.self,
    CourseRemindersByStage.self,
    DeliveryStatistics.self,
    TopCourses.self,
    LearnerReminders.self,
    JobRuns.self,
    RepliesToRead.self,
    CampaignVersions.self,
    LearnerEpisodes.self,
    EpisodeMessages.self,
    LearnerBucket.self,
    LearnerSuppressions.self,
    ReadEnrolments.self,
    ReadMessageHistory.self,
    ReadSharedAddresses.self,
    ReadSubjects.self,
    ReadLocalTimes.self,
    MetricSamples.self,
  ]
}
