import Domain
import Testing

/// What each message of the four re-engagement campaigns carries: a row for a step on a channel.
struct MessageMatrix: Sendable, CustomTestStringConvertible {
  /// By the number of their segment.
  static let campaigns = [
    1: "aida-agents", 2: "course-incomplete", 3: "session-no-show", 4: "certificate-unclaimed",
  ]

  let campaign: String
  let channel: Channel
  let day: Int
  /// Variables that it prints or asks for, beside its link and its reader's name.
  let facts: [String]
  /// Those of them that an email's subject has.
  let subject: [String]
  /// Words of its one request: of the button, or of a text message.
  let asks: String

  var message: String { "day-\(day)" }
  var testDescription: String { "\(campaign) \(message) \(channel.rawValue)" }

  /// Whether the text is this message.
  func isOf(_ text: ReengagementText) -> Bool {
    text.campaign == campaign && text.message == message && text.channel == channel
  }

  private init(_ campaign: Int, _ channel: Channel, _ day: Int, _ facts: String, subject: String = "", asks: String) {
    self.campaign = Self.campaigns[campaign] ?? ""
    self.channel = channel
    self.day = day
    self.facts = facts.split(separator: " ").map(String.init)
    self.subject = subject.split(separator: " ").map(String.init)
    self.asks = asks
  }

  static let rows = agents + courses + recordings + certificates

  private static let agents = [
    MessageMatrix(1, .whatsapp, 0, "expiry_date", asks: "Try"),
    MessageMatrix(1, .whatsapp, 3, "peer_count other_testimonial", asks: "Start"),
    MessageMatrix(1, .whatsapp, 7, "specialty_area days_remaining", asks: "agents"),
    MessageMatrix(1, .whatsapp, 12, "peer_count expiry_date", asks: "Activate"),
    MessageMatrix(1, .sms, 0, "expiry_date", asks: "Free"),
    MessageMatrix(1, .sms, 3, "peer_count", asks: "Start"),
    MessageMatrix(1, .sms, 7, "days_remaining", asks: "begin"),
    MessageMatrix(1, .sms, 12, "peer_count expiry_date", asks: "Join"),
    MessageMatrix(1, .email, 0, "last_name expiry_date peer_testimonial trial_days", asks: "Start the free trial"),
    MessageMatrix(1, .email, 3, "days_remaining", asks: "Try"),
    MessageMatrix(
      1, .email, 7, "expiry_date suggested_agents name benefit support_email", subject: "days_remaining",
      asks: "agent"),
    MessageMatrix(
      1, .email, 12, "peer_count peers name specialty support_phone", subject: "expiry_date", asks: "Activate"),
  ]

  private static let courses = [
    MessageMatrix(
      2, .whatsapp, 0, "completion_percentage course_name remaining_modules_count cpd_points", asks: "Resume"),
    MessageMatrix(
      2, .whatsapp, 4, "completed_count_7d course_name completion_percentage estimated_time", asks: "Finish"),
    MessageMatrix(2, .whatsapp, 8, "time_spent course_name days_remaining", asks: "Complete"),
    MessageMatrix(
      2, .whatsapp, 14, "peer_name peer_location course_name cpd_points remaining_modules_count", asks: "Finish"),
    MessageMatrix(2, .whatsapp, 20, "days_remaining course_name cpd_points", asks: "Complete"),
    MessageMatrix(
      2, .sms, 0, "completion_percentage course_name remaining_modules_count cpd_points", asks: "Resume"),
    MessageMatrix(2, .sms, 4, "completed_count_7d course_name estimated_time", asks: "from the end"),
    MessageMatrix(2, .sms, 8, "days_remaining course_name", asks: "Complete"),
    MessageMatrix(2, .sms, 14, "peer_name course_name completion_percentage", asks: "Finish"),
    MessageMatrix(2, .sms, 20, "days_remaining course_name", asks: "finish"),
    MessageMatrix(
      2, .email, 0,
      """
      last_name completed_modules total_modules remaining_modules module_number module_name duration estimated_time \
      cpd_points course_topic last_access_date completed_count_7d
      """, subject: "completion_percentage course_name", asks: "Pick up"),
    MessageMatrix(
      2, .email, 4,
      """
      last_access_date upcoming_content module_number module_name key_learnings popular_module clinical_area \
      other_testimonial other_testimonial_author course_completion_rate course_rating estimated_time time_spent
      """, subject: "course_name", asks: "Read on"),
    MessageMatrix(
      2, .email, 8,
      """
      course_name expiry_date completion_percentage time_spent estimated_time remaining_modules module_name duration \
      support_email
      """, subject: "days_remaining", asks: "Complete"),
    MessageMatrix(
      2, .email, 14,
      """
      peer_specialty peer_location cpd_points peer_testimonial completion_percentage remaining_modules_count \
      completed_count_30d estimated_time course_rating
      """, subject: "peer_name course_name", asks: "Continue"),
    MessageMatrix(
      2, .email, 20,
      "completion_percentage time_spent remaining_modules_count estimated_time cpd_points expiry_date support_phone",
      subject: "days_remaining course_name", asks: "Finish"),
  ]

  private static let recordings = [
    MessageMatrix(3, .whatsapp, 0, "session_title session_date days_remaining", asks: "Watch"),
    MessageMatrix(
      3, .whatsapp, 2, "session_title key_point_1 key_point_2 key_point_3 view_count_total days_remaining",
      asks: "See"),
    MessageMatrix(3, .whatsapp, 5, "days_remaining session_title cpd_points", asks: "Watch"),
    MessageMatrix(3, .whatsapp, 9, "session_title cpd_points one_day_remaining", asks: "Watch"),
    MessageMatrix(3, .sms, 0, "session_title days_remaining", asks: "Watch"),
    MessageMatrix(3, .sms, 2, "view_count_total session_title cpd_points", asks: "CPD points"),
    MessageMatrix(3, .sms, 5, "days_remaining session_title", asks: "Play"),
    MessageMatrix(3, .sms, 9, "session_title one_day_remaining expiry_date", asks: "recording"),
    MessageMatrix(
      3, .email, 0, "last_name speaker_name speaker_credentials session_date key_points cpd_points expiry_date",
      subject: "session_title", asks: "Watch the recording"),
    MessageMatrix(
      3, .email, 2,
      """
      topic peer_testimonial testimonial_author testimonial_location rating rating_count popular_sections timestamp \
      days_remaining cpd_points view_count_since
      """, subject: "view_count_total session_title", asks: "Watch now"),
    MessageMatrix(
      3, .email, 5,
      """
      speaker_name topic insights title description session_duration cpd_points view_count_total related_sessions date
      """, subject: "days_remaining session_title", asks: "Watch it"),
    MessageMatrix(
      3, .email, 9,
      "session_duration speaker_name cpd_points view_count_total rating certificate_issued_count one_day_remaining",
      subject: "session_title expiry_date", asks: "See it"),
  ]

  private static let certificates = [
    MessageMatrix(4, .whatsapp, 0, "session_name cpd_points", asks: "Download"),
    MessageMatrix(4, .whatsapp, 3, "session_name cpd_points", asks: "Download"),
    MessageMatrix(4, .whatsapp, 7, "download_count session_name days_remaining", asks: "Download"),
    MessageMatrix(4, .whatsapp, 12, "days_remaining session_name", asks: "Download"),
    MessageMatrix(4, .sms, 0, "session_name cpd_points", asks: "Download"),
    MessageMatrix(4, .sms, 3, "session_name", asks: "one click"),
    MessageMatrix(4, .sms, 7, "download_count days_remaining session_name", asks: "fetched"),
    MessageMatrix(4, .sms, 12, "days_remaining session_name", asks: "save"),
    MessageMatrix(
      4, .email, 0, "last_name cpd_points session_date speaker_name certificate_id issue_date expiry_date",
      subject: "session_name", asks: "Download"),
    MessageMatrix(
      4, .email, 3, "cpd_points download_count days_remaining certificate_id issue_date", subject: "session_name",
      asks: "Download"),
    MessageMatrix(
      4, .email, 7,
      """
      session_name session_date expiry_date download_count total_participants cpd_points certificate_id issue_date
      """, subject: "days_remaining", asks: "certificate"),
    MessageMatrix(
      4, .email, 12, "session_name expiry_date cpd_points support_phone", subject: "days_remaining", asks: "Save"),
  ]
}
