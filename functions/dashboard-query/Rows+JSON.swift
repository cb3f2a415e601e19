import Domain
import JSON
import Store

extension CourseReminderOverview.Row {
  /// The fields of REQ-0-72.
  var json: JSON {
    [
      "active_notifications": .integer(active), "completed_notifications": .integer(completed),
      "unsubscribed_notifications": .integer(unsubscribed), "total_emails_sent": .integer(emails),
      "total_sms_sent": .integer(sms), "avg_completion_percentage": .number(averageCompletion),
    ]
  }
}

extension CourseRemindersByStage.Row {
  /// The fields of REQ-0-73.
  var json: JSON {
    [
      "stage": .integer(stage), "count": .integer(count), "avg_completion": .number(averageCompletion),
      "total_emails": .integer(emails), "total_sms": .integer(sms),
    ]
  }
}

extension DeliveryStatistics.Row {
  /// The fields of REQ-0-74; opens that cannot be measured are null.
  var json: JSON {
    [
      "date": .string(day), "channel": .string(channel.rawValue), "sent": .integer(sent),
      "delivered": .integer(delivered), "opened": opened.map(JSON.integer) ?? .null, "clicked": .integer(clicked),
      "failed": .integer(failed), "open_rate": openRate.map(JSON.number) ?? .null, "click_rate": .number(clickRate),
    ]
  }
}

extension TopCourses.Row {
  /// The fields of REQ-0-75.
  var json: JSON {
    [
      "course_id": .integer(courseID), "course_name": .string(courseName), "active_reminders": .integer(active),
      "avg_completion": .number(averageCompletion), "total_emails": .integer(emails), "total_sms": .integer(sms),
    ]
  }
}

extension LearnerReminders.Row {
  /// The fields of REQ-0-76.
  var json: JSON {
    [
      "notification_id": .string(id), "course_name": .string(courseName), "status": .string(status),
      "stage": .integer(stage), "completion_percentage": .number(completion), "email_count": .integer(emails),
      "sms_count": .integer(sms), "last_reminder_sent_at": JSON(lastSentAt), "next_reminder_due_at": JSON(nextDueAt),
    ]
  }
}

extension JobRuns.Row {
  /// The fields of REQ-1-65, and the error of a failed run.
  var json: JSON {
    [
      "job_name": .string(job), "status": .string(status), "records_processed": records.map(JSON.integer) ?? .null,
      "duration_seconds": durationSeconds.map(JSON.number) ?? .null, "started_at": JSON(startedAt),
      "error": errorType.map(JSON.string) ?? .null,
    ]
  }
}

extension JSON {
  /// RFC 3339 in UTC, or null.
  init(_ instant: Instant?) { self = instant.map { .string($0.rfc3339) } ?? .null }
}
