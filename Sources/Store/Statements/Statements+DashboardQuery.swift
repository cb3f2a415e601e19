extension Statements {
  static let dashboardQuery: [any Statement.Type] = [
    CourseReminderOverview.self,
    CourseRemindersByStage.self,
    DeliveryStatistics.self,
    TopCourses.self,
    LearnerReminders.self,
    JobRuns.self,
    CampaignVersions.self,
    LearnerEpisodes.self,
    EpisodeMessages.self,
    LearnerBucket.self,
    LearnerSuppressions.self,
    ReadEnrolments.self,
    ReadMessageHistory.self,
    ReadSubjects.self,
    ReadLocalTimes.self,
    MetricSamples.self,
  ]
}
